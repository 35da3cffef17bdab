/** Small things kept in the browser: preferences and unsaved drafts. Storage may be full or forbidden: never fatal. */

const PREFIX = 'zhuxin:'

export function readStored<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    if (value === null || value === undefined) localStorage.removeItem(PREFIX + key)
    else localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Private mode or quota: the preference lasts for this page only.
  }
}
/** Drafts live in the tab's session only: they may hold personal data. */
export function readDraft<T>(key: string): T | null {
  try {
    const text = sessionStorage.getItem(`${PREFIX}draft:${key}`)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function writeDraft(key: string, value: unknown): void {
  try {
    if (value === null || value === undefined) sessionStorage.removeItem(`${PREFIX}draft:${key}`)
    else sessionStorage.setItem(`${PREFIX}draft:${key}`, JSON.stringify(value))
  } catch {
    // See writeStored.
  }
}
