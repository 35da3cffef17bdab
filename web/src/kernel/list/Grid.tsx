import { Checkbox } from 'antd'
import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react'
import { flushSync } from 'react-dom'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { gridTemplate, type Column } from './columns'
import { Row } from './Row'
import './list.css'

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
}

const ROW = 36

/** Virtual rows of one object; clicks are handled here once, the cells hold no state. */
export function Grid({ object, columns, rows, more, onMore, sort, onSort, selected, onSelect, active = -1, onActivate, closed, onReveal }: GridProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const scroll = useRef<HTMLDivElement>(null)
  const printing = usePrinting()
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: printing ? rows.length : 12 })
  const items = virtual.getVirtualItems()
  const last = items[items.length - 1]?.index ?? -1
  useEffect(() => { if (more && last >= rows.length - 15) onMore() }, [last, rows.length, more, onMore])
  useEffect(() => { if (active >= 0) virtual.scrollToIndex(active) }, [active, virtual])
  const template = useMemo(() => gridTemplate(columns, Boolean(onSelect)), [columns, onSelect])
  const width = useMemo(() => columns.reduce((sum, c) => sum + c.spec.width + 24, onSelect ? 40 : 0), [columns, onSelect])

  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    onSelect?.(next)
  }
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
    onActivate?.(at, record)
  }
  const all = rows.length > 0 && rows.every((r) => selected?.has(r.id))
  return (
    <div ref={scroll} className="grid-scroll" tabIndex={0} role="table" aria-label={pick(object.label_plural)} aria-rowcount={more ? -1 : rows.length + 1}>
      <div role="rowgroup" className="grid-head" style={{ minWidth: width }}>
        <div role="row" className="grid-row" style={{ gridTemplateColumns: template }}>
          {onSelect && (
            <div role="columnheader" className="cell select">
              <Checkbox checked={all} indeterminate={!all && (selected?.size ?? 0) > 0} aria-label={t('list.selectAll')} onChange={() => onSelect(all ? new Set() : new Set(rows.map((r) => r.id)))} />
            </div>
          )}
          {columns.map(({ key, field, spec }) => {
            const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none'
            const sortable = field.sortable && onSort
            return (
              <div key={key} role="columnheader" className={`cell${spec.align ? ' right' : ''}`} aria-sort={sortable ? direction : undefined}>
                {sortable ? (
                  <button type="button" className="plain head-sort" onClick={() => onSort(direction === 'none' ? key : direction === 'ascending' ? `-${key}` : undefined)}>
                    <span className="ellipsis">{pick(field.label)}</span>
                    {direction === 'ascending' && <CaretUpOutlined />}
                    {direction === 'descending' && <CaretDownOutlined />}
                  </button>
                ) : <span className="ellipsis">{pick(field.label)}</span>}
              </div>
            )
          })}
        </div>
      </div>
      <div role="rowgroup" className="grid-rows" style={{ height: virtual.getTotalSize(), minWidth: width, position: 'relative' }} onClick={onClick}>
        {items.map((item) => {
          const record = rows[item.index]!
          return (
            <Row key={record.id} object={object.key} at={item.index} top={item.start} template={template} columns={columns} record={record}
              active={item.index === active} selected={selected?.has(record.id)} onToggle={onSelect ? toggle : undefined} />
          )
        })}
      </div>
    </div>
  )
}

/** On paper every loaded row is drawn, not only those in sight. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => { window.removeEventListener('beforeprint', before); window.removeEventListener('afterprint', after) }
  }, [])
  return printing
}
