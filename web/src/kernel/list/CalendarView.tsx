import { Button, Calendar } from 'antd'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import dayjs, { type Dayjs } from 'dayjs'
import 'dayjs/locale/zh-cn'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, formatInstant, localDay, startOfDay } from '@/lib/dates'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { ErrorState } from '@/ui/states'
import { titleOf } from '../catalog'
import { joinParts } from '../filters/parts'
import { useRecords } from './useRecords'
import './cards/kanban.css'

interface Props { object: ObjectDef; field: FieldDef; fields: string[]; filter: Filter | null; q?: string; onOpen: (record: RecordRow) => void }
const SHOWN = 3

/** Records on the days of a month; only what lies on its sheet is asked for. */
export function CalendarView({ object, field, fields, filter, q, onOpen }: Props) {
  const { t } = useTranslation()
  const [month, setMonth] = useState<Dayjs>(() => dayjs(localDay()))
  const first = month.startOf('month').subtract(7, 'day').format('YYYY-MM-DD')
  const last = month.endOf('month').add(14, 'day').format('YYYY-MM-DD')
  const within: Filter = field.kind === 'datetime'
    ? { and: [{ field: field.key, op: 'ge', value: startOfDay(first) }, { field: field.key, op: 'lt', value: startOfDay(addDays(last, 1)) }] }
    : { field: field.key, op: 'between', value: [first, last] }
  const { rows, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRecords(object.key, { filter: joinParts([filter, within]), sort: field.key, q, fields: [...new Set([...fields, field.key])], limit: 200 })
  useEffect(() => { if (hasNextPage && !isFetchingNextPage) void fetchNextPage() }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const byDay = new Map<string, RecordRow[]>()
  for (const row of rows) {
    const text = String(row[field.key])
    const day = field.kind === 'datetime' ? formatInstant(text).slice(0, 10) : text
    byDay.set(day, [...(byDay.get(day) ?? []), row])
  }
  return (
    <div className="calendar" role="region" aria-label={t('views.calendar')} tabIndex={0} onKeyDown={(event) => { if (event.key.startsWith('Arrow')) event.stopPropagation() }}>
      <Calendar value={month} onSelect={(day, { source }) => { if (source === 'date') setMonth(day) }} mode="month"
        headerRender={() => (
          <div className="row calendar-head">
            <Button type="text" icon={<LeftOutlined />} aria-label={t('views.earlier')} onClick={() => setMonth(month.subtract(1, 'month'))} />
            <h2 aria-live="polite">{month.format('YYYY-MM')}</h2>
            <Button type="text" icon={<RightOutlined />} aria-label={t('views.later')} onClick={() => setMonth(month.add(1, 'month'))} />
            <Button size="small" onClick={() => setMonth(dayjs(localDay()))}>{t('op.today')}</Button>
          </div>
        )}
        cellRender={(day, { type }) => {
          const found = type === 'date' ? byDay.get(day.format('YYYY-MM-DD')) ?? [] : []
          return (
            <ul>
              {found.slice(0, SHOWN).map((record) => <li key={record.id}><button type="button" className="plain ellipsis" onClick={(event) => { event.stopPropagation(); onOpen(record) }}>{titleOf(object, record)}</button></li>)}
              {found.length > SHOWN && <li className="muted small">{t('views.more', { n: found.length - SHOWN })}</li>}
            </ul>
          )
        }} />
    </div>
  )
}
