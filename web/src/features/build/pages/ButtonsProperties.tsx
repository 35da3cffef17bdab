import { Button, Input, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionsQuery, everyActionQuery } from '@/api/building'
import type { ButtonDef, ButtonKind, PageBody } from '@/api/pages'
import type { Label } from '@/api/types'
import { useCatalog } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { moved } from '../lists'
import { SortableList } from '../designer/SortableList'
import { Pairs, type Sources } from './Pairs'
import { NameProperties, Property } from './Property'

const KINDS: ButtonKind[] = ['action', 'process', 'page', 'list', 'record', 'url']
const search = { optionFilterProp: 'label' }

interface Props { buttons: readonly ButtonDef[]; sources: Sources; fault: (part: string) => string; onChange: (buttons: ButtonDef[], tag?: string) => void }

/** Buttons in their order, and what the chosen one does. */
export function ButtonsProperties({ buttons, sources, fault, onChange }: Props) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(0)
  const button = buttons[chosen]
  const add = () => { onChange([...buttons, { label: { zh: t('pageDesigner.newButton', { n: buttons.length + 1 }), en: '' }, kind: 'list' }]); setChosen(buttons.length) }
  return (
    <>
      <div className="property">
        <span className="property-label">{t('pages.kinds.buttons')}</span>
        <SortableList name={t('pages.kinds.buttons')} current={`button:${chosen}`} onSelect={(id) => setChosen(Number(id.slice(7)))}
          items={buttons.map((one, at) => ({ id: `button:${at}`, label: pick(one.label) || t('pageDesigner.newButton', { n: at + 1 }) }))}
          onMove={(from, to) => { onChange(moved(buttons, from, to)); setChosen(to) }} onRemove={(id) => { onChange(buttons.filter((_, at) => `button:${at}` !== id)); setChosen(0) }} />
        <Button size="small" icon={<PlusOutlined />} style={{ alignSelf: 'flex-start' }} onClick={add}>{t('pageDesigner.addButton')}</Button>
        {fault('buttons') && <div className="form-fault">{fault('buttons')}</div>}
      </div>
      {button && <ButtonProperties key={chosen} button={button} sources={sources} onChange={(part, tag) => onChange(buttons.map((one, at) => (at === chosen ? { ...one, ...part } : one)), tag && `${tag}:${chosen}`)} />}
    </>
  )
}

interface OneProps { button: ButtonDef; sources: Sources; /** The object whose records have the button; none on a page. */ object?: string; onChange: (part: Partial<ButtonDef>, tag?: string) => void }

/** What one button does. */
export function ButtonProperties({ button, sources, object, onChange }: OneProps) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const label = typeof button.label === 'string' ? { zh: button.label, en: '' } : button.label
  return (
    <>
      <NameProperties value={label} onChange={(next, tag) => onChange({ label: next }, tag)} />
      <Property label={t('pageDesigner.does')}>{(id) => <Select id={id} value={button.kind} onChange={(kind) => onChange({ kind, process: undefined, action: undefined, values: undefined, page: undefined, params: undefined, object: undefined, record: undefined, url: undefined, filter: undefined })} options={KINDS.map((one) => ({ value: one, label: t(`pageDesigner.buttonKinds.${one}`) }))} />}</Property>
      {button.kind === 'action' && <ActionChoice button={button} sources={sources} onChange={onChange} />}
      {button.kind === 'process' && <ProcessChoice button={button} sources={sources} object={object} onChange={onChange} />}
      {button.kind === 'page' && <PageChoice button={button} sources={sources} onChange={onChange} />}
      {(button.kind === 'list' || button.kind === 'record') && (
        <Property label={t('pageDesigner.object')}>{(id) => <Select id={id} value={button.object} showSearch={search} onChange={(object) => onChange({ object, record: undefined })} options={objects.map((one) => ({ value: one.key, label: pick(one.label) }))} />}</Property>
      )}
      {button.kind === 'record' && <Property label={t('pages.kinds.record')}>{(id) => <Select id={id} value={button.record} onChange={(record) => onChange({ record })} options={[...sources]} notFoundContent={t('pageDesigner.noParameters')} />}</Property>}
      {button.kind === 'url' && <Property label={t('pageDesigner.address')}>{(id) => <Input id={id} value={button.url} placeholder="https://" onChange={(event) => onChange({ url: event.target.value }, 'url')} />}</Property>}
    </>
  )
}

/** Every action there is is offered; whoever may not call it never sees the button. */
function ActionChoice({ button, sources, onChange }: OneProps) {
  const { t } = useTranslation()
  const { data } = useQuery(everyActionQuery)
  const actions = data?.items ?? []
  const action = actions.find((one) => one.name === button.action)
  const keys = [...(action?.record_key ? [{ value: action.record_key, label: t('pages.kinds.record') }] : []), ...(action?.fields ?? []).map((field) => ({ value: field.key, label: pick(field.label) }))]
  return (
    <>
      <Property label={t('pageDesigner.action')}>{(id) => <Select id={id} value={button.action} showSearch={search} onChange={(next) => { const record = actions.find((one) => one.name === next)?.record_key; onChange({ action: next, values: record ? { [record]: sources[0]?.value ?? '' } : undefined }) }} options={actions.map((one) => ({ value: one.name, label: `${pick(one.label)} · ${one.name}` }))} />}</Property>
      {keys.length > 0 && <Pairs name={t('pageDesigner.values')} keys={keys} value={button.values} sources={sources} onChange={(values) => onChange({ values })} />}
    </>
  )
}

function PageChoice({ button, sources, onChange }: OneProps) {
  const { t } = useTranslation()
  const { data } = useQuery(definitionsQuery<PageBody>('page'))
  const target = data?.items.find((one) => one.key === button.page)
  return (
    <>
      <Property label={t('pageDesigner.page')}>{(id) => <Select id={id} value={button.page} showSearch={search} onChange={(page) => onChange({ page, params: undefined })} options={(data?.items ?? []).filter((one) => !one.withdrawn).map((one) => ({ value: one.key, label: pick(one.body.title) || one.key }))} />}</Property>
      {(target?.body.parameters?.length ?? 0) > 0 && <Pairs name={t('pageDesigner.parameters')} keys={target!.body.parameters!.map((one) => ({ value: one.key, label: one.key }))} value={button.params} sources={sources} onChange={(params) => onChange({ params })} />}
    </>
  )
}

interface ProcessBody { label: Label; object: string; nodes: { kind: string; by_hand?: boolean }[] }

/** Processes that people may start by hand, on the records of what has the button. */
function ProcessChoice({ button, sources, object, onChange }: OneProps) {
  const { t } = useTranslation()
  const { data } = useQuery(definitionsQuery<ProcessBody>('process'))
  const offered = (data?.items ?? []).filter((one) => one.version !== null && one.body.nodes.some((node) => node.kind === 'start' && node.by_hand) && (!object || one.body.object === object))
  const choose = (key: string) => onChange({ process: key, object: offered.find((one) => one.key === key)?.body.object, record: button.record ?? sources[0]?.value })
  return (
    <>
      <Property label={t('pageDesigner.process')}>{(id) => <Select id={id} value={button.process} showSearch={search} onChange={choose} options={offered.map((one) => ({ value: one.key, label: pick(one.body.label) || one.key }))} notFoundContent={t('pageDesigner.noProcess')} />}</Property>
      <Property label={t('pages.kinds.record')}>{(id) => <Select id={id} value={button.record} onChange={(record) => onChange({ record })} options={[...sources]} notFoundContent={t('pageDesigner.noParameters')} />}</Property>
    </>
  )
}
