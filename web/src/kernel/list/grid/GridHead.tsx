import { Checkbox, Dropdown, type MenuProps } from 'antd'
import { CaretDownOutlined, CaretUpOutlined, MoreOutlined, PushpinFilled } from '@ant-design/icons'
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow, ViewDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { fittingWidth, moved, totalsOf, type Column } from '../columns'
import type { Look } from '../views/views'

interface Props {
  columns: Column[]
  lefts: (number | undefined)[]
  template: string
  rows: RecordRow[]
  sort?: string
  onSort?: (sort: string | undefined) => void
  selected?: ReadonlySet<string>
  onSelect?: (ids: Set<string>) => void
  view?: ViewDef
  onLook?: (look: Look) => void
}
const STEP = 20

/** Column heads: order by a click; width, place, pin and total by mouse, by Alt and arrows, or from a menu. */
export function GridHead({ columns, lefts, template, rows, sort, onSort, selected, onSelect, view, onLook }: Props) {
  const { t } = useTranslation()
  const [over, setOver] = useState('')
  const dragged = useRef('')
  const all = rows.length > 0 && rows.every((r) => selected?.has(r.id))
  const keys = view?.columns ?? []
  const move = (key: string, to: number | string) => onLook?.({ columns: moved(keys, key, to) })
  const widen = (key: string, width: number) => onLook?.({ widths: { ...view?.widths, [key]: fittingWidth(width) } })
  const cellWidth = (key: string) => document.querySelector<HTMLElement>(`[data-column="${key}"]`)?.offsetWidth ?? 120
  const pin = (key: string) => onLook?.({ pinned: view?.pinned?.includes(key) ? view.pinned.filter((one) => one !== key) : [...(view?.pinned ?? []), key] })
  const total = (key: string, word?: string) => onLook?.({ totals: Object.fromEntries([...Object.entries(view?.totals ?? {}).filter(([one]) => one !== key), ...(word ? [[key, word]] : [])]) as ViewDef['totals'] })
  const onKeyDown = (event: KeyboardEvent, key: string) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (!onLook || !event.altKey || by === 0) return
    event.preventDefault()
    event.stopPropagation()
    if (event.shiftKey) widen(key, cellWidth(key) + by * STEP)
    else move(key, by)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-column="${key}"] button`)?.focus())
  }
  const onResize = (event: PointerEvent<HTMLSpanElement>, key: string) => {
    event.preventDefault()
    event.stopPropagation()
    const [handle, from, start] = [event.currentTarget, event.clientX, cellWidth(key)]
    handle.setPointerCapture(event.pointerId)
    handle.onpointermove = (going) => { handle.style.transform = `translateX(${going.clientX - from}px)` }
    handle.onpointerup = (ended) => { handle.onpointermove = handle.onpointerup = null; handle.style.transform = ''; if (ended.clientX !== from) widen(key, start + ended.clientX - from) }
  }
  const menuOf = ({ key, field, pinned, width }: Column): MenuProps => ({
    selectedKeys: view?.totals?.[key] ? [view.totals[key]] : [],
    items: [
      { key: 'left', label: t('columns.left'), disabled: keys.indexOf(key) === 0 }, { key: 'right', label: t('columns.right'), disabled: keys.indexOf(key) === keys.length - 1 },
      { key: 'pin', label: t(pinned ? 'columns.unpin' : 'columns.pin') }, { key: 'wider', label: t('columns.wider') }, { key: 'narrower', label: t('columns.narrower') },
      ...(width !== undefined ? [{ key: 'fit', label: t('columns.fit') }] : []),
      { key: 'hide', label: t('columns.hide'), disabled: keys.length === 1 }, { type: 'divider' },
      ...totalsOf(field).map((word) => ({ key: word, label: t(`columns.total.${word}`) })), ...(view?.totals?.[key] ? [{ key: 'none', label: t('columns.noTotal') }] : []),
    ],
    onClick: ({ key: chosen }) => {
      if (chosen === 'left' || chosen === 'right') move(key, chosen === 'left' ? -1 : 1)
      else if (chosen === 'pin') pin(key)
      else if (chosen === 'wider' || chosen === 'narrower') widen(key, cellWidth(key) + (chosen === 'wider' ? 2 : -2) * STEP)
      else if (chosen === 'fit') onLook?.({ widths: Object.fromEntries(Object.entries(view?.widths ?? {}).filter(([one]) => one !== key)) })
      else if (chosen === 'hide') onLook?.({ columns: keys.filter((one) => one !== key) })
      else total(key, chosen === 'none' ? undefined : chosen)
    },
  })
  return (
    <div role="row" className="grid-row" style={{ gridTemplateColumns: template }}>
      {onSelect && (
        <div role="columnheader" className="cell select pinned" style={{ left: 0 }}>
          <Checkbox checked={all} indeterminate={!all && (selected?.size ?? 0) > 0} aria-label={t('list.selectAll')} onChange={() => onSelect(all ? new Set() : new Set(rows.map((r) => r.id)))} />
        </div>
      )}
      {columns.map((column, at) => {
        const { key, field, spec } = column
        const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none'
        const sortable = field.sortable && onSort
        const style: CSSProperties | undefined = lefts[at] === undefined ? undefined : { left: lefts[at] }
        return (
          <div key={key} role="columnheader" data-column={key} style={style} className={`cell${spec.align ? ' right' : ''}${style ? ' pinned' : ''}${over === key ? ' over' : ''}`} aria-sort={sortable ? direction : undefined} onKeyDown={(event) => onKeyDown(event, key)}
            draggable={Boolean(onLook)} onDragStart={() => { dragged.current = key }} onDragEnd={() => setOver('')}
            onDragOver={(event) => { if (dragged.current && dragged.current !== key) { event.preventDefault(); if (over !== key) setOver(key) } }}
            onDrop={() => { setOver(''); if (dragged.current) move(dragged.current, key); dragged.current = '' }}>
            {column.pinned && <PushpinFilled className="muted" aria-label={t('columns.pinned')} />}
            {sortable ? (
              <button type="button" className="plain head-sort" onClick={() => onSort(direction === 'none' ? key : direction === 'ascending' ? `-${key}` : undefined)}>
                <span className="ellipsis">{pick(field.label)}</span>
                {direction === 'ascending' && <CaretUpOutlined />}
                {direction === 'descending' && <CaretDownOutlined />}
              </button>
            ) : <span className="ellipsis">{pick(field.label)}</span>}
            {onLook && (
              <>
                <Dropdown trigger={['click']} menu={menuOf(column)}><button type="button" className="plain head-menu" aria-label={t('columns.menuOf', { name: pick(field.label) })}><MoreOutlined /></button></Dropdown>
                <span className="head-resize" aria-hidden onPointerDown={(event) => onResize(event, key)} onDragStart={(event) => event.preventDefault()} />
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}
