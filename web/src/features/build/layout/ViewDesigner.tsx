import { Button, Input, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Fault, LayoutBody } from '@/api/building'
import type { FieldDef, ObjectDef, ViewDef, ViewKind } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { FilterBar } from '@/kernel/filters/FilterBar'
import { pick } from '@/lib/i18n'
import { moved } from '../lists'
import { changeView, kindOfView, newView, suiting, VIEW_KINDS, VIEW_NEEDS } from './body'
import { focusItem } from '../designer/focus'
import { SortableList } from '../designer/SortableList'
import type { Draft } from '../designer/useDraft'

interface Props { object: ObjectDef; draft: Draft<LayoutBody>; chosen: string | null; onChoose: (id: string | null) => void }

/** The views of an object: which there are, their columns in order, and what each shows. */
export function ViewDesigner({ object, draft, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const views = draft.body.views
  const view = views.find((one) => `view:${one.key}` === chosen) ?? views[0]
  const put = (make: (old: ViewDef[]) => ViewDef[], tag?: string) => draft.change((body) => ({ ...body, views: make(body.views) }), tag)
  const add = () => {
    const made = newView(draft.body, { zh: '新视图', en: 'New view' })
    put((old) => [...old, made])
    onChoose(`view:${made.key}`)
    focusItem(`view:${made.key}`)
  }
  const keyOf = (id: string) => id.replace(/^(view|column):/, '')
  const toProperties = () => requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector<HTMLElement>('.designer-properties input')?.focus()))
  const free = object.fields.filter((field) => view && !view.columns.includes(field.key))
  const change = (part: Partial<ViewDef>, tag?: string) => { if (view) put((old) => changeView(old, view.key, part), tag) }
  return (
    <div className="designer">
      <section className="designer-palette" aria-label={t('designer.views')}>
        <h3>{t('designer.views')}</h3>
        <SortableList name={t('designer.views')} current={view ? `view:${view.key}` : undefined} onSelect={onChoose} onEnter={toProperties}
          items={views.map((one) => ({ id: `view:${one.key}`, label: pick(one.label), more: <span className="muted small">{t(`designer.kinds.${one.kind ?? 'table'}`)}</span> }))}
          onMove={(from, to) => put((old) => moved(old, from, to))} onRemove={views.length > 1 ? (id) => { put((old) => old.filter((one) => one.key !== keyOf(id))); onChoose(null) } : undefined} />
        <Button icon={<PlusOutlined />} onClick={add}>{t('designer.addView')}</Button>
      </section>
      {view && (
        <section className="designer-canvas" aria-label={t('designer.columns')} key={view.key}>
          <h3>{pick(view.label)} · {t('designer.columns')}</h3>
          <SortableList name={t('designer.columns')} items={view.columns.map((key) => ({ id: `column:${key}`, label: pick(fieldOf(object, key)?.label) || key }))}
            onMove={(from, to) => change({ columns: moved(view.columns, from, to) })} onRemove={(id) => change({ columns: view.columns.filter((key) => key !== keyOf(id)) })} />
          <Select value={null} placeholder={t('designer.addColumn')} aria-label={t('designer.addColumn')} style={{ width: 220 }} showSearch={{ optionFilterProp: 'label' }} onChange={(key) => { if (key) change({ columns: [...view.columns, key] }) }}
            options={free.map((field) => ({ value: field.key as string | null, label: pick(field.label) }))} />
          <p className="muted small">{t('designer.keys')}</p>
        </section>
      )}
      {view && (
        <section className="designer-properties" aria-label={t('designer.properties')} key={`${view.key}-properties`}>
          <ViewProperties object={object} view={view} faults={draft.faults} pointer={`/views/${views.indexOf(view)}`} change={change} onKind={(kind) => put((old) => old.map((one) => (one.key === view.key ? kindOfView(one, kind, object) : one)))} />
        </section>
      )}
    </div>
  )
}

interface PropertiesProps { object: ObjectDef; view: ViewDef; faults: Fault[]; pointer: string; change: (part: Partial<ViewDef>, tag?: string) => void; onKind: (kind: ViewKind) => void }

function ViewProperties({ object, view, faults, pointer, change, onKind }: PropertiesProps) {
  const { t } = useTranslation()
  const kind = view.kind ?? 'table'
  const fault = (name: string) => faults.filter((one) => one.pointer.startsWith(`${pointer}/${name}`)).map((one) => pick(one.message)).join(' ')
  const fieldOptions = (fields: FieldDef[]) => fields.map((field) => ({ value: field.key, label: pick(field.label) }))
  const descending = view.sort?.startsWith('-') ?? false
  const sortKey = view.sort?.replace(/^-/, '')
  const shown = [...VIEW_KINDS, ...(VIEW_KINDS.includes(kind as never) ? [] : [kind])]
  return (
    <div className="stack-tight">
      <h3>{t('designer.properties')}</h3>
      <div className="property"><label htmlFor="view-zh">{t('designer.viewName')}</label><Input id="view-zh" value={view.label.zh} onChange={(event) => change({ label: { ...view.label, zh: event.target.value } }, `view:${view.key}:zh`)} status={fault('label') ? 'error' : ''} />{fault('label') && <div className="form-fault">{fault('label')}</div>}</div>
      <div className="property"><label htmlFor="view-en">{t('designer.viewNameEn')}</label><Input id="view-en" value={view.label.en} onChange={(event) => change({ label: { ...view.label, en: event.target.value } }, `view:${view.key}:en`)} /></div>
      <div className="property"><label htmlFor="view-kind">{t('designer.viewKind')}</label><Select id="view-kind" value={kind} onChange={onKind} style={{ width: '100%' }} options={shown.map((one) => ({ value: one as ViewKind, label: t(`designer.kinds.${one}`) }))} /></div>
      {(VIEW_NEEDS[kind] ?? []).map((needed) => (
        <div className="property" key={needed.need}>
          <label htmlFor={`view-${needed.need}`}>{t(`designer.${needed.need}`)}</label>
          <Select id={`view-${needed.need}`} value={view[needed.need]} onChange={(key) => change({ [needed.need]: key })} style={{ width: '100%' }} options={fieldOptions(suiting(object, needed))} notFoundContent={t('designer.needFields')} status={fault(needed.need) ? 'error' : undefined} />
          {fault(needed.need) && <div className="form-fault">{fault(needed.need)}</div>}
        </div>
      ))}
      <div className="property"><span className="property-label">{t('designer.filter')}</span><FilterBar object={object} filter={view.filter ?? null} onChange={(filter) => change({ filter })} /></div>
      <div className="property">
        <label htmlFor="view-sort">{t('designer.sort')}</label>
        <div className="row">
          <Select id="view-sort" value={sortKey} allowClear placeholder={t('designer.noSort')} onChange={(key) => change({ sort: key ? `${descending ? '-' : ''}${key}` : null })} style={{ flex: 1 }} options={fieldOptions(object.fields.filter((field) => field.sortable))} />
          {sortKey && <Button onClick={() => change({ sort: descending ? sortKey : `-${sortKey}` })}>{t(descending ? 'list.sortDesc' : 'list.sortAsc')}</Button>}
        </div>
      </div>
    </div>
  )
}
