import { Button, Segmented } from 'antd'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { DndContext, type DragMoveEvent } from '@dnd-kit/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { localDay, parseDay } from '@/lib/dates'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { useWhileDragged } from '@/ui/whileDragged'
import { fieldOf, titleOf } from '../../catalog'
import { joinParts } from '../../filters/parts'
import { spoken, useDragSensors } from '../dragging'
import { movable } from '../useChanges'
import { useRecords } from '../useRecords'
import { Bar } from './Bar'
import { SheetHead } from './SheetHead'
import { onSheet, placeOf, sheetOf, stepOf, turned, ZOOMS, type Edge, type Zoom } from './timeline'
import { useReschedule } from './useReschedule'
import type { ListSearch } from '../views/views'
import './gantt.css'

interface Props { object: ObjectDef; start: FieldDef; end: FieldDef; fields: string[]; filter: Filter | null; q?: string; sort?: string; onOpen: (record: RecordRow) => void }
const ROW = 34

/** Records as bars from their start to their end; only what lies on the sheet is asked for. */
export function Gantt({ object, start, end, fields, filter, q, sort, onOpen }: Props) {
  const { t } = useTranslation()
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const zoom = ZOOMS.find((one) => one === search.zoom) ?? 'day'
  const day = (search.at && parseDay(String(search.at))) || localDay()
  const sheet = useMemo(() => sheetOf(zoom, day), [zoom, day])
  /** Where the sheet stands and how close it is drawn is said by the address: a link and the way back show the same. */
  const show = (part: Pick<ListSearch, 'at' | 'zoom'>) => void navigate({ to: '.', search: { ...search, ...part } as never })
  const { rows, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecords(object.key, { filter: joinParts([filter, onSheet(start, end, sheet)]), sort: sort ?? (start.sortable ? start.key : undefined), q, fields: [...new Set([...fields, start.key, end.key])], limit: 200 })
  const undated = useQuery(groupsQuery(object.key, { filter: joinParts([filter, { field: start.key, op: 'is_null', value: true }, { field: end.key, op: 'is_null', value: true }]), q })).data?.groups[0]?.count ?? 0
  const { draft, drawn, busy, drag, step, commit, drop } = useReschedule(object, start, end)
  const scroll = useRef<HTMLDivElement>(null)
  const lane = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => ROW, overscan: 8 })
  const items = virtual.getVirtualItems()
  const last = items[items.length - 1]?.index ?? -1
  useEffect(() => { if (hasNextPage && !isFetchingNextPage && last >= rows.length - 15) void fetchNextPage() }, [last, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])
  const sensors = useDragSensors()
  const status = object.detail.status ? fieldOf(object, object.detail.status) : undefined
  const fixed = (record: RecordRow): Record<Edge, boolean> => ({ both: !movable(object, record, start.key, end.key), start: !movable(object, record, start.key), end: !movable(object, record, end.key) })
  const today = placeOf(sheet, { start: localDay(), end: localDay() })

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = Number((event.target as HTMLElement).closest<HTMLElement>('[data-bar]')?.dataset.bar ?? -1)
    const record = rows[at]
    if (!record || event.altKey) return
    const aside = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const along = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const ctrl = event.ctrlKey || event.metaKey
    if (aside !== 0 && (event.shiftKey || ctrl)) {
      const edge: Edge = !ctrl ? 'both' : event.shiftKey ? 'start' : 'end'
      if (!fixed(record)[edge]) step(record, edge, aside * stepOf(zoom))
    } else if (along !== 0) {
      virtual.scrollToIndex(Math.max(0, at + along))
      requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-bar="${at + along}"]`)?.focus())
    } else if (event.key === 'Enter') onOpen(record)
    else if (event.key === 'Escape' && draft) drop()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const move = ({ active, delta }: DragMoveEvent) => {
    const { record, edge } = active.data.current as { record: RecordRow; edge: Edge }
    drag(record, edge, Math.round((delta.x * sheet.days) / (lane.current?.clientWidth || 1)))
  }
  const dragged = useWhileDragged({ move, end: (event) => { move(event); void commit() }, cancel: drop })
  return (
    <div className="gantt">
      <div className="row gantt-tools">
        <Button type="text" icon={<LeftOutlined />} aria-label={t('views.before')} onClick={() => show({ at: turned(zoom, day, -1) })} />
        <Button size="small" onClick={() => show({ at: undefined })}>{t('op.today')}</Button>
        <Button type="text" icon={<RightOutlined />} aria-label={t('views.after')} onClick={() => show({ at: turned(zoom, day, 1) })} />
        <span className="num muted small" aria-live="polite">{sheet.first} – {sheet.last}</span>
        {undated > 0 && <span className="muted small ellipsis">{t('views.undated', { n: undated.toLocaleString(), count: undated })}</span>}
        <span className="grow" />
        <Segmented<Zoom> aria-label={t('views.zoom')} value={zoom} onChange={(next) => show({ zoom: next })} options={ZOOMS.map((one) => ({ value: one, label: t(`views.zooms.${one}`) }))} />
      </div>
      {isPending ? <Bones lines={8} /> : error && rows.length === 0 ? <ErrorState error={error} onRetry={() => void refetch()} /> : (
        <div ref={scroll} className="gantt-scroll" role="region" aria-label={t('views.gantt')} tabIndex={0} onKeyDown={onKeyDown} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) void commit() }}>
          <SheetHead sheet={sheet} />
          <DndContext sensors={sensors} autoScroll={false} accessibility={spoken('views.ganttKeys')} {...dragged}>
            <div className="gantt-rows" style={{ height: virtual.getTotalSize() }}>
              <div ref={lane} className="gantt-lane lines" aria-hidden>
                {sheet.units.map((unit) => <span key={unit.day} style={{ flexGrow: unit.days }} className={zoom === 'day' && [0, 6].includes(new Date(`${unit.day}T00:00:00Z`).getUTCDay()) ? 'rest' : undefined} />)}
                {today.width > 0 && <i className="gantt-today" style={{ left: `${today.left}%` }} />}
              </div>
              {items.map((item) => {
                const record = rows[item.index]!
                const span = drawn(record)
                return (
                  <div key={record.id} className="gantt-row" style={{ transform: `translateY(${item.start}px)` }}>
                    <button type="button" className="plain gantt-name ellipsis" tabIndex={-1} onClick={() => onOpen(record)}>{titleOf(object, record)}</button>
                    <div className="gantt-lane">
                      {span && <Bar object={object} at={item.index} record={record} span={span} place={placeOf(sheet, span)} status={status} fixed={fixed(record)} moving={draft?.record.id === record.id} busy={busy(record)} onOpen={onOpen} />}
                    </div>
                  </div>
                )
              })}
            </div>
          </DndContext>
          {rows.length === 0 && <EmptyState title={t('views.nothingHere')} tight />}
        </div>
      )}
      <div className="list-foot"><span className="ellipsis">{t('views.ganttKeys')}</span></div>
    </div>
  )
}
