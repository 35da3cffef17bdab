/** The list with one entry at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, one)
  return next
}

/** `option_3` where `option_1` and `option_2` are taken. */
export function freeName(stem: string, taken: readonly string[]): string {
  const known = new Set(taken)
  for (let n = taken.length + 1; ; n += 1) if (!known.has(`${stem}_${n}`)) return `${stem}_${n}`
}
