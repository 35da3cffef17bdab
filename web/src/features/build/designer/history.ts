/** Undo and redo over one value. Quick changes of the same thing (typing a name) are one step. */
export interface History<T> { past: T[]; present: T; future: T[]; tag: string; at: number }

const LIMIT = 100
const TOGETHER_MS = 1000

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], tag: '', at: 0 }
}

export function change<T>(history: History<T>, next: T, tag = '', now = Date.now()): History<T> {
  if (next === history.present) return history
  const together = tag !== '' && tag === history.tag && now - history.at < TOGETHER_MS
  return { past: together ? history.past : [...history.past, history.present].slice(-LIMIT), present: next, future: [], tag, at: now }
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  return before === undefined ? history : { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], tag: '', at: 0 }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  return next === undefined ? history : { past: [...history.past, history.present], present: next, future, tag: '', at: 0 }
}
