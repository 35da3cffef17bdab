import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Block, PageParameter, Span } from '@/api/pages'
import type { ObjectDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { FilterBar } from '@/kernel/filters/FilterBar'
import { joinParts } from '@/kernel/filters/parts'
import { pick } from '@/lib/i18n'
import { moved } from '../lists'
import { SortableList } from '../designer/SortableList'
import { isDay, isGrouped, isMeasured } from './body'
import { Property } from './Property'

export interface PropertyProps { block: Block; object: ObjectDef; parameters: readonly PageParameter[]; fault: (part: string) => string; change: (part: Partial<Block>, tag?: string) => void }

export const fieldOptions = (fields: ObjectDef['fields']) => fields.map((field) => ({ value: field.key, label: pick(field.label) }))
const search = { optionFilterProp: 'label' }
const SPANS: Span[] = ['today', 'this_week', 'this_month', 'this_quarter', 'this_year']
const HOWS = ['count', 'sum', 'avg', 'min', 'max'] as const
const PARTS = ['day', 'week', 'month', 'quarter', 'year'] as const

/** Which fields are shown, in which order. */
export function Columns({ block, object, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  const columns = block.columns ?? []
  return (
    <div className="property">
      <span className="property-label">{t('designer.columns')}</span>
      <SortableList name={t('designer.columns')} items={columns.map((key) => ({ id: `column:${key}`, label: pick(fieldOf(object, key)?.label) || key }))}
        onMove={(from, to) => change({ columns: moved(columns, from, to) })} onRemove={(id) => change({ columns: columns.filter((key) => `column:${key}` !== id) })} />
      <Select value={null} placeholder={t('designer.addColumn')} aria-label={t('designer.addColumn')} showSearch={search} onChange={(key: string | null) => { if (key) change({ columns: [...columns, key] }) }} options={fieldOptions(object.fields.filter((field) => !columns.includes(field.key))) as { value: string | null; label: string }[]} />
      {fault('columns') && <div className="form-fault">{fault('columns')}</div>}
    </div>
  )
}

/** Which records: fixed conditions, and conditions on parameters of the page. */
export function FilterProperty({ block, object, parameters, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  return (
    <div className="property">
      <span className="property-label">{t('designer.filter')}</span>
      <FilterBar object={object} filter={block.filter ?? null} onChange={(filter) => change({ filter })} />
      {parameters.map((one) => (
        <Select key={one.key} size="small" value={null} placeholder={t('pageDesigner.byParameter', { key: one.key })} aria-label={t('pageDesigner.byParameter', { key: one.key })} showSearch={search}
          options={fieldOptions(object.fields.filter((field) => !field.derived && (one.kind !== 'record' || field.target === one.object))) as { value: string | null; label: string }[]}
          onChange={(key: string | null) => { if (key) change({ filter: joinParts([block.filter, { field: key, op: 'eq', value: `$param.${one.key}` }]) }) }} />
      ))}
      {fault('filter') && <div className="form-fault">{fault('filter')}</div>}
    </div>
  )
}

export function SortAndLimit({ block, object, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  const descending = block.sort?.startsWith('-') ?? false
  const key = block.sort?.replace(/^-/, '')
  return (
    <>
      <Property label={t('designer.sort')} fault={fault('sort')}>
        {(id) => (
          <div className="row">
            <Select id={id} value={key} allowClear placeholder={t('designer.noSort')} style={{ flex: 1 }} showSearch={search} options={fieldOptions(object.fields.filter((field) => field.sortable))} onChange={(next: string | undefined) => change({ sort: next ? `${descending ? '-' : ''}${next}` : undefined })} />
            {key && <Button onClick={() => change({ sort: descending ? key : `-${key}` })}>{t(descending ? 'list.sortDesc' : 'list.sortAsc')}</Button>}
          </div>
        )}
      </Property>
      <Property label={t('pageDesigner.limit')} fault={fault('limit')}>{(id) => <InputNumber id={id} min={1} max={50} precision={0} value={block.limit ?? 10} onChange={(limit) => change({ limit: limit ?? 10 }, 'limit')} />}</Property>
    </>
  )
}

export function ViewProperty({ block, object, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  const view = block.view ?? 'table'
  const need = view === 'kanban' ? 'group' as const : view === 'calendar' ? 'date' as const : null
  const suiting = object.fields.filter((field) => (need === 'date' ? isDay(field) : ['choice', 'user', 'reference', 'department', 'boolean'].includes(field.kind)))
  return (
    <>
      <Property label={t('designer.viewKind')} fault={fault('view')}>{(id) => <Select id={id} value={view} onChange={(next) => change({ view: next === 'table' ? undefined : next, group: undefined, date: undefined })} options={(['table', 'kanban', 'calendar', 'gallery'] as const).map((one) => ({ value: one, label: t(`designer.kinds.${one}`) }))} />}</Property>
      {need && <Property label={t(`designer.${need}`)} fault={fault(need)}>{(id) => <Select id={id} value={block[need]} onChange={(key) => change({ [need]: key })} options={fieldOptions(suiting)} notFoundContent={t('designer.needFields')} />}</Property>}
    </>
  )
}

/** What is counted or summed. */
export function MeasureProperty({ block, object, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  const [how = 'count', key] = (block.measure ?? 'count').split(':')
  const measured = object.fields.filter((field) => isMeasured(field) || (['min', 'max'].includes(how) && isDay(field)))
  return (
    <Property label={t('pageDesigner.measure')} fault={fault('measure')}>
      {(id) => (
        <div className="row">
          <Select id={id} value={how} style={{ width: 100 }} onChange={(next) => change({ measure: next === 'count' ? 'count' : `${next}:${key ?? measured[0]?.key ?? ''}` })} options={HOWS.map((one) => ({ value: one as string, label: t(`build.functions.${one}`) }))} />
          {how !== 'count' && <Select value={key} style={{ flex: 1, minWidth: 0 }} aria-label={t('pageDesigner.measureField')} showSearch={search} onChange={(next) => change({ measure: `${how}:${next}` })} options={fieldOptions(measured)} notFoundContent={t('designer.needFields')} />}
        </div>
      )}
    </Property>
  )
}

export function ChartProperties(props: PropertyProps) {
  const { block, object, fault, change } = props
  const { t } = useTranslation()
  const [key = '', part = 'month'] = (block.by ?? '').split(':')
  const day = (one: string) => isDay(fieldOf(object, one))
  return (
    <>
      <Property label={t('pageDesigner.shape')} fault={fault('shape')}>{(id) => <Select id={id} value={block.shape} onChange={(shape) => change({ shape })} options={(['bar', 'line', 'pie', 'funnel'] as const).map((one) => ({ value: one, label: t(`pageDesigner.shapes.${one}`) }))} />}</Property>
      <Property label={t('pageDesigner.by')} fault={fault('by')}>
        {(id) => (
          <div className="row">
            <Select id={id} value={key || undefined} style={{ flex: 1, minWidth: 0 }} showSearch={search} onChange={(next) => change({ by: day(next) ? `${next}:${part}` : next })} options={fieldOptions(object.fields.filter(isGrouped))} />
            {day(key) && <Select value={part} style={{ width: 90 }} aria-label={t('pageDesigner.bucket')} onChange={(next) => change({ by: `${key}:${next}` })} options={PARTS.map((one) => ({ value: one as string, label: t(`pageDesigner.buckets.${one}`) }))} />}
          </div>
        )}
      </Property>
      <MeasureProperty {...props} />
      <FilterProperty {...props} />
    </>
  )
}

export function NumberProperties(props: PropertyProps) {
  const { block, object, fault, change } = props
  const { t } = useTranslation()
  const days = object.fields.filter((field) => isDay(field) && !field.derived)
  const { compare } = block
  return (
    <>
      <MeasureProperty {...props} />
      <FilterProperty {...props} />
      <Property label={t('pageDesigner.compare')} fault={fault('compare')}>
        {(id) => <Select id={id} value={compare?.span} allowClear placeholder={t('pageDesigner.noCompare')} disabled={days.length === 0} onChange={(span: Span | undefined) => change({ compare: span ? { ...compare, field: compare?.field ?? days[0]!.key, span } : undefined })} options={SPANS.map((one) => ({ value: one, label: t(`pages.span.${one}`) }))} />}
      </Property>
      {compare && compare.span !== 'today' && (
        <Property label={t('pageDesigner.against')}>
          {(id) => <Select id={id} value={compare.against ?? 'same_days'} onChange={(against) => change({ compare: { ...compare, against } })} options={[{ value: 'same_days', label: t(`pages.sameDays.${compare.span}`) }, { value: 'whole', label: t(`pages.before.${compare.span}`) }]} />}
        </Property>
      )}
      {compare && <Property label={t('designer.date')}>{(id) => <Select id={id} value={compare.field} onChange={(field) => change({ compare: { ...compare, field } })} options={fieldOptions(days)} />}</Property>}
    </>
  )
}
