/** The address bar in readable form: plain text stays text (an 18-digit number is no float), objects are JSON. */
export function parseSearch(text: string): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const [key, value] of new URLSearchParams(text)) {
    found[key] = value
    if (/^[[{]/.test(value)) {
      try { found[key] = JSON.parse(value) } catch { found[key] = value }
    }
  }
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const out = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue
    out.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  const text = out.toString()
  return text ? `?${text}` : ''
}
