export const MOST = 5

/** "★★★★☆"; what is no number (a mask) as it is. */
export function stars(value: unknown): string {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 0 || count > MOST) return String(value ?? '')
  return '★'.repeat(count) + '☆'.repeat(MOST - count)
}
