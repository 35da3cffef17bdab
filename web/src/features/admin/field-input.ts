/** The options text of the form ("vip=贵宾" a line) -> what field.create takes. */
export function parseOptions(text: string): { value: string; label: { zh: string; en: string } }[] {
  return text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean).map((line, at) => {
    const [left = '', ...rest] = line.split(/[=＝]/)
    const name = rest.join('=').trim() || left.trim()
    const value = /^[\w-]+$/.test(left.trim()) ? left.trim() : `option_${at + 1}`
    return { value, label: { zh: name, en: name } }
  })
}

export function isFieldKey(key: string): boolean {
  return /^[a-z][a-z0-9_]{0,39}$/.test(key)
}
