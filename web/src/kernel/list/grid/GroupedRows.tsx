import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery, type Group } from '@/api/groups'
import type { FieldDef, Filter, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { joinParts } from '@/kernel/filters/parts'
import { specOf } from '@/kernel/fields/registry'
import type { Column } from '../columns'
import { Grid } from './Grid'
import { measurable, measureWords } from './totals'
import { useRecords } from '../useRecords'
import '../cards/kanban.css'

interface Props { object: ObjectDef; field: FieldDef; columns: Column[]; fields: string[]; filter: Filter | null; q?: string; sort?: string; onSort: (sort: string | undefined) => void; onOpen: (record: RecordRow) => void }

/** Rows by the value of a field: each group with its count and totals, its rows when opened. */
export function GroupedRows(props: Props) {
  const { object, field, columns, filter, q } = props
  const { t } = useTranslation()
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const measures = measurable(columns)
  const { data, error, refetch } = useQuery(groupsQuery(object.key, { by: field.key, measures: measures.map(({ key }) => `sum:${key}`), filter, q }))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones lines={6} />
  if (data.groups.length === 0) return <EmptyState title={t('list.empty', { name: pick(object.label_plural) })} />
  const toggle = (id: string) => { const next = new Set(open); if (!next.delete(id)) next.add(id); setOpen(next) }
  return (
    <div className="groups" role="region" aria-label={t('views.groupBy', { name: pick(field.label) })} tabIndex={0}>
      {data.groups.map((group) => {
        const id = String(group.by[0])
        return (
          <section key={id}>
            <button type="button" className="plain group-head" aria-expanded={open.has(id)} onClick={() => toggle(id)}>
              {open.has(id) ? <DownOutlined /> : <RightOutlined />}
              <b className="grow ellipsis">{groupWords(group, field) || t('views.empty')}</b>
              {measures.map((one) => <span key={one.key} className="num muted">{measureWords(one, group)}</span>)}
              <span className="num">{t('common.count', { n: group.count.toLocaleString(), count: group.count })}</span>
            </button>
            {open.has(id) && <GroupRows {...props} group={group} />}
          </section>
        )
      })}
    </div>
  )
}

function groupWords(group: Group, field: FieldDef): string {
  const value = group.by[0]
  if (value === null || value === undefined || value === '') return ''
  return group.labels[0] ?? specOf(field.kind).words(value, field)
}

function GroupRows({ object, field, columns, fields, filter, q, sort, onSort, onOpen, group }: Props & { group: Group }) {
  const value = group.by[0]
  const within: Filter = value === null || value === undefined ? { field: field.key, op: 'is_null', value: true } : { field: field.key, op: 'eq', value }
  const { rows, isPending, hasNextPage, fetchNextPage, error, refetch } = useRecords(object.key, { filter: joinParts([filter, within]), sort, q, fields })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (isPending) return <Bones lines={Math.min(4, group.count)} />
  return (
    <div className="group-body" style={{ height: Math.min(rows.length, 12) * 36 + 54, display: 'flex' }}>
      <Grid object={object} columns={columns} rows={rows} more={hasNextPage} onMore={() => void fetchNextPage()} sort={sort} onSort={onSort} onActivate={(_, record) => onOpen(record)} />
    </div>
  )
}
