export interface Place { row: number; column: number }
/** From where it was begun to where it was drawn to. */
export interface Range { from: Place; to: Place }
export interface Box { top: number; bottom: number; left: number; right: number }

export function boxOf({ from, to }: Range): Box {
  return { top: Math.min(from.row, to.row), bottom: Math.max(from.row, to.row), left: Math.min(from.column, to.column), right: Math.max(from.column, to.column) }
}

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value))

/** A range after an arrow key: extended, or one cell beside it. */
export function stepped(range: Range | null, active: number, key: string, extend: boolean, size: { rows: number; columns: number }): Range | null {
  const down = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  const aside = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (!range) {
    if (active < 0 || active >= size.rows) return null
    const at = { row: active, column: 0 }
    return { from: at, to: extend ? { row: within(active + down, size.rows), column: within(aside, size.columns) } : at }
  }
  const to = { row: within(range.to.row + down, size.rows), column: within(range.to.column + aside, size.columns) }
  return { from: extend ? range.from : to, to }
}
