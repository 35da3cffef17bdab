import { useCallback, useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react'
import type { RecordRow } from '@/api/types'
import type { Column } from '../columns'
import { BUSY } from '../useListKeys'
import { textOfCell } from './cell-text'
import { boxOf, stepped, type Place, type Range } from './range'
import { parseTsv, writeTsv } from './tsv'

interface Options { columns: Column[]; rows: RecordRow[]; active: number; off: boolean; onPaste: (at: ReturnType<typeof boxOf>, cells: string[][]) => void; onUndo: () => void }

const ARROW = /^Arrow(Up|Down|Left|Right)$/
const typing = (at: EventTarget | null) => at instanceof HTMLElement && (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) && (at as HTMLInputElement).type !== 'checkbox'

function placeOf(target: EventTarget | null, columns: Column[]): Place | null {
  if (!(target instanceof HTMLElement) || target.closest('.cell-editor')) return null
  const row = Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1)
  const column = columns.findIndex((one) => one.key === target.closest<HTMLElement>('[data-cell]')?.dataset.cell)
  return row >= 0 && column >= 0 ? { row, column } : null
}

/** A range of cells, drawn by mouse or by Shift and arrows; copied from and pasted into as in a spreadsheet. */
export function useCells({ columns, rows, active, off, onPaste, onUndo }: Options) {
  const [range, setRange] = useState<Range | null>(null)
  const begun = useRef<Place | null>(null)
  // The click that ends a drag is no click on a row.
  const drawn = useRef(false)

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (off || typing(event.target) || event.isComposing || document.querySelector(BUSY)) return
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z') { event.preventDefault(); onUndo(); return }
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as HTMLElement).closest?.('.grid-head')) return
    if (event.key === 'Escape' && range) { setRange(null); return }
    // Up and down without Shift stay the list's own keys while no cell is chosen.
    if (!ARROW.test(event.key) || (!range && !event.shiftKey && /Up|Down/.test(event.key))) return
    const next = stepped(range, active, event.key, event.shiftKey, { rows: rows.length, columns: columns.length })
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    setRange(next)
  })
  const copy = useEffectEvent((event: ClipboardEvent) => {
    if (off || !range || typing(event.target) || !window.getSelection()?.isCollapsed) return
    const { top, bottom, left, right } = boxOf(range)
    event.preventDefault()
    event.clipboardData?.setData('text/plain', writeTsv(rows.slice(top, bottom + 1).map((row) => columns.slice(left, right + 1).map((column) => textOfCell(column, row)))))
  })
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (off || !range || typing(event.target) || document.querySelector(BUSY)) return
    const cells = parseTsv(event.clipboardData?.getData('text/plain') ?? '')
    event.preventDefault()
    if (cells.length > 0) onPaste(boxOf(range), cells)
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('copy', copy)
    document.addEventListener('paste', paste)
    return () => { document.removeEventListener('keydown', onKey, true); document.removeEventListener('copy', copy); document.removeEventListener('paste', paste) }
  }, [])
  useEffect(() => {
    // The browser has marked text on the way, which would be copied instead.
    const up = () => { begun.current = null; if (drawn.current) window.getSelection()?.removeAllRanges() }
    document.addEventListener('pointerup', up)
    return () => document.removeEventListener('pointerup', up)
  }, [])

  const onPointerDown = (event: PointerEvent) => {
    drawn.current = false
    const at = off || event.button !== 0 || event.pointerType !== 'mouse' ? null : placeOf(event.target, columns)
    if (!at) return
    if (event.shiftKey && range) { event.preventDefault(); drawn.current = true; setRange({ from: range.from, to: at }); return }
    begun.current = at
    if (range) setRange(null)
  }
  const onPointerMove = (event: PointerEvent) => {
    const from = begun.current
    const at = from && placeOf(event.target, columns)
    if (!from || !at || (!drawn.current && at.row === from.row && at.column === from.column)) return
    drawn.current = true
    window.getSelection()?.removeAllRanges()
    setRange((old) => (old && old.to.row === at.row && old.to.column === at.column ? old : { from, to: at }))
  }
  const onClickCapture = (event: React.MouseEvent) => { if (drawn.current) { drawn.current = false; event.preventDefault(); event.stopPropagation() } }
  const box = range && boxOf(range)
  /** The columns of a row that are chosen, as `first-last`: a row is drawn again only when its own change. */
  const picked = useCallback((row: number) => (box && row >= box.top && row <= box.bottom ? `${box.left}-${box.right}` : undefined), [box])
  return { range, picked, clear: () => setRange(null), handlers: { onPointerDown, onPointerMove, onClickCapture, onDragStart: (event: React.DragEvent) => event.preventDefault() } }
}
