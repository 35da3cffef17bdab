export interface Cursor { active: number; count: number }
export type Command = 'open' | 'select' | 'edit' | 'search' | 'peek' | 'clear'

/** What a key does in a list: moves the active row or asks for a command; null when the key is not the list's. */
export function listKey(key: string, { active, count }: Cursor): { active: number; command?: Command } | null {
  switch (key) {
    case 'j': case 'ArrowDown': return { active: Math.min(active + 1, count - 1) }
    case 'k': case 'ArrowUp': return { active: Math.max(active - 1, Math.min(0, count - 1)) }
    case 'Home': return { active: Math.min(0, count - 1) }
    case 'End': return { active: count - 1 }
    case 'Enter': return active >= 0 ? { active, command: 'open' } : null
    case 'x': return active >= 0 ? { active, command: 'select' } : null
    case 'e': return active >= 0 ? { active, command: 'edit' } : null
    case ' ': return active >= 0 ? { active, command: 'peek' } : null
    case '/': return { active, command: 'search' }
    case 'Escape': return { active, command: 'clear' }
    default: return null
  }
}
