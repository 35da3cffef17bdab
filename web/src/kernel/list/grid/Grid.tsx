import { useCallback, useEffect, useMemo, useRef, useState, type MouseEvent } from 'react'
import { useNavigate } from '@tanstack/react-router'
import type { Filter, ObjectDef, RecordRow, ViewDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { isEditable } from '@/kernel/detail/sections'
import { filterWords } from '@/kernel/filters/words'
import { onlyRead } from '@/kernel/rights/allowed'
import { PasteReport } from '../cells/PasteReport'
import { useCells } from '../cells/useCells'
import { usePaste } from '../cells/usePaste'
import { gridTemplate, gridWidth, pinnedLefts, ruleFor, type Column } from '../columns'
import { GridFoot } from './GridFoot'
import { GridHead } from './GridHead'
import { Row } from './Row'
import { useVirtualRows } from './rows'
import type { Look } from '../views/views'
import '../list.css'

export interface GridProps {
  object: ObjectDef
  columns: Column[]
  rows: RecordRow[]
  more: boolean
  onMore: () => void
  sort?: string
  onSort?: (sort: string | undefined) => void
  selected?: ReadonlySet<string>
  onSelect?: (ids: Set<string>) => void
  active?: number
  onActivate?: (at: number, record: RecordRow) => void
  /** Rows that have no page of their own (in the bin) are chosen by a click on their title. */
  closed?: boolean
  onReveal?: (record: RecordRow, field: string) => void
  /** How the view draws its rows, and what its columns add up to; with `onLook` it can be changed here. */
  view?: ViewDef
  onLook?: (look: Look) => void
  /** Cells may be changed in place; called when that begins. */
  onEdit?: () => void
  totalled?: { filter: Filter | null; q?: string }
}

const DOUBLE_CLICK_MS = 250

/** Virtual rows of one object; clicks are handled here once, the cells hold no state. */
export function Grid({ object, columns, rows, more, onMore, sort, onSort, selected, onSelect, active = -1, onActivate, closed, onReveal, view, onLook, onEdit, totalled }: GridProps) {
  const navigate = useNavigate()
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualRows(rows.length, scroll)
  const items = virtual.getVirtualItems()
  const last = items[items.length - 1]?.index ?? -1
  useEffect(() => { if (more && last >= rows.length - 15) onMore() }, [last, rows.length, more, onMore])
  useEffect(() => { if (active >= 0) virtual.scrollToIndex(active) }, [active, virtual])
  const template = useMemo(() => gridTemplate(columns, Boolean(onSelect)), [columns, onSelect])
  const width = useMemo(() => gridWidth(columns, Boolean(onSelect)), [columns, onSelect])
  const lefts = useMemo(() => pinnedLefts(columns, Boolean(onSelect)), [columns, onSelect])

  const [editing, setEditing] = useState<{ id: string; key: string } | null>(null)
  const cells = useMemo(() => columns.filter(({ field }) => onEdit && isEditable(object, field) && field.kind !== 'json').map(({ key }) => key), [columns, object, onEdit])
  const begin = (record: RecordRow | undefined, key: string | undefined) => { if (record && key && cells.includes(key) && !onlyRead(record)) { setEditing({ id: record.id, key }); onEdit?.() } }
  const open = useRef(editing)
  useEffect(() => { open.current = editing }, [editing])
  const edited = useCallback((id: string, key: string, step: number) => {
    if (open.current?.id !== id || open.current.key !== key) return // while it was saved, another cell was opened
    const next = step ? cells[cells.indexOf(key) + step] : undefined
    setEditing(next ? { id, key: next } : null)
    if (step === 0) scroll.current?.focus()
  }, [cells])
  const pasting = usePaste(object, columns, rows)
  const chosen = useCells({ columns, rows, active, off: !onEdit || Boolean(editing), onPaste: (box, texts) => void pasting.paste(box, texts), onUndo: () => void pasting.undo() })
  const drawnTo = chosen.range?.to.row
  useEffect(() => { if (drawnTo !== undefined) virtual.scrollToIndex(drawnTo) }, [drawnTo, virtual])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => { if (event.key === 'F2') { const at = chosen.range?.from; if (at) begin(rows[at.row], columns[at.column]?.key); else if (active >= 0) begin(rows[active], cells[0]) } }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  const opening = useRef(0)
  useEffect(() => () => window.clearTimeout(opening.current), [])
  const onDoubleClick = (event: MouseEvent<HTMLDivElement>) => {
    window.clearTimeout(opening.current)
    const target = event.target as HTMLElement
    if (!target.closest('.cell-editor')) begin(rows[Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1)], target.closest<HTMLElement>('[data-cell]')?.dataset.cell)
  }
  const toggled = useRef('')
  /** Chooses a row or no longer; `through` all from the one that was chosen last. */
  const toggle = useCallback((id: string, through = false) => {
    const next = new Set(selected)
    const [from, to] = [toggled.current, id].map((one) => rows.findIndex((row) => row.id === one)).sort((a, b) => a - b)
    if (through && from! >= 0) for (const row of rows.slice(from, to! + 1)) next.add(row.id)
    else if (!next.delete(id)) next.add(id)
    toggled.current = id
    onSelect?.(next)
  }, [rows, selected, onSelect])
  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    const at = Number(target.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1)
    const record = rows[at]
    if (!record) return
    const reveal = target.closest<HTMLElement>('[data-reveal]')?.dataset.reveal
    if (reveal) { onReveal?.(record, reveal); return }
    if (target.closest('[data-select]')) return
    if (target.closest('[data-title]')) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      event.preventDefault()
      if (closed) { toggle(record.id); return }
      void navigate({ to: '/o/$object/$id', params: { object: object.key, id: record.id } as never })
      return
    }
    if (target.closest('a,button')) return
    if (!window.getSelection()?.isCollapsed) return
    // What opens may cover the cell: one that is changed by a second click waits for it.
    window.clearTimeout(opening.current)
    const key = target.closest<HTMLElement>('[data-cell]')?.dataset.cell
    if (key && cells.includes(key)) opening.current = window.setTimeout(() => onActivate?.(at, record), DOUBLE_CLICK_MS)
    else onActivate?.(at, record)
  }
  return (
    <>
    <div ref={scroll} className="grid-scroll" tabIndex={0} role="table" aria-label={pick(object.label_plural)} aria-rowcount={more ? -1 : rows.length + 1}>
      <div role="rowgroup" className="grid-head" style={{ minWidth: width }}>
        <GridHead columns={columns} lefts={lefts} template={template} rows={rows} sort={sort} onSort={onSort} selected={selected} onSelect={onSelect} view={view} onLook={onLook} />
      </div>
      <div role="rowgroup" className="grid-rows" style={{ height: virtual.getTotalSize(), minWidth: width, position: 'relative' }} onClick={onClick} onDoubleClick={onDoubleClick} {...chosen.handlers}>
        {items.map((item) => {
          const record = rows[item.index]!
          const rule = ruleFor(view?.colors, record)
          return (
            <Row key={record.id} object={object.key} at={item.index} top={item.start} template={template} columns={columns} lefts={lefts} record={record} tone={rule?.tone} why={rule && filterWords(rule, object)}
              editing={editing?.id === record.id ? editing.key : undefined} onEdited={editing?.id === record.id ? edited : undefined}
              picked={chosen.picked(item.index)} active={item.index === active} selected={selected?.has(record.id)} onToggle={onSelect ? toggle : undefined} />
          )
        })}
      </div>
      {totalled && view?.totals && Object.keys(view.totals).length > 0 && <GridFoot object={object.key} columns={columns} lefts={lefts} template={template} width={width} selectable={Boolean(onSelect)} totals={view.totals} filter={totalled.filter} q={totalled.q} />}
    </div>
    {pasting.pasted && <PasteReport pasted={pasting.pasted} busy={pasting.busy} onUndo={() => void pasting.undo()} onClose={pasting.close} />}
    </>
  )
}
