/** http or https, with a host and without credentials. */
export function isWebAddress(text: string): boolean {
  if (text.length > 500 || /[\s\\]/.test(text) || !/^https?:\/\//i.test(text)) return false
  try {
    const url = new URL(text)
    return url.hostname !== '' && url.username === '' && url.password === ''
  } catch {
    return false
  }
}
