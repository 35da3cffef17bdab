import { Button, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { Block, PageBody, PageParameter, Place } from '@/api/pages'
import type { ObjectDef } from '@/api/types'
import { useCatalog } from '@/kernel/catalog'
import { pick, say } from '@/lib/i18n'
import { about, COLUMNS } from './body'
import { ButtonsProperties } from './ButtonsProperties'
import { ChartProperties, Columns, FilterProperty, fieldOptions, NumberProperties, SortAndLimit, ViewProperty, type PropertyProps } from './DataProperties'
import { Pairs, type Sources } from './Pairs'
import { NameProperties, Property } from './Property'
import { blockName } from './words'

interface Props { body: PageBody; block: Block; faults: Fault[]; change: (part: Partial<Block>, tag?: string) => void; onPlace: (place: Place) => void; onRemove: () => void }
const search = { optionFilterProp: 'label' }
/** Places are counted from 0 in a page, and from 1 where they are read. */
const from = (part: keyof Place) => (part === 'x' || part === 'y' ? 1 : 0)
const OF_OBJECT = new Set(['list', 'form', 'record', 'related', 'chart', 'number'])

/** What can be said of the chosen block. */
export function BlockProperties({ body, block, faults, change, onPlace, onRemove }: Props) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const object = objects.find((one) => one.key === block.object)
  const parameters = body.parameters ?? []
  const pointer = `/blocks/${body.blocks.indexOf(block)}`
  const fault = (part: string) => faults.filter((one) => one.pointer === `${pointer}/${part}` || one.pointer.startsWith(`${pointer}/${part}/`)).map((one) => pick(one.message)).join(' ')
  const own = faults.filter((one) => one.pointer === pointer).map((one) => pick(one.message)).join(' ')
  const props = { block, parameters, fault, change }
  return (
    <div className="stack-tight">
      <h3>{blockName(block)} <code className="muted small">{block.id}</code></h3>
      {own && <div className="form-fault">{own}</div>}
      <NameProperties value={block.title} fault={fault('title')} onChange={(title, tag) => change({ title: title.zh || title.en ? title : undefined }, `${tag}:${block.id}`)} />
      {OF_OBJECT.has(block.kind) && (
        <Property label={t('pageDesigner.object')} fault={fault('object')}>
          {(id) => <Select id={id} value={block.object} showSearch={search} onChange={(key) => { const next = objects.find((one) => one.key === key); if (next) change(about(block.kind, next)) }} options={objects.filter((one) => !one.archived).map((one) => ({ value: one.key, label: pick(one.label) }))} />}
        </Property>
      )}
      {object && <OfObject {...props} object={object} />}
      {block.kind === 'text' && <TextProperties {...props} />}
      {block.kind === 'frame' && <Property label={t('pageDesigner.address')} fault={fault('url')}>{(id) => <Input id={id} value={block.url} placeholder="https://" onChange={(event) => change({ url: event.target.value }, `url:${block.id}`)} />}</Property>}
      {block.kind === 'buttons' && <ButtonsProperties key={block.id} buttons={block.buttons ?? []} sources={sourcesOf(parameters)} fault={fault} onChange={(buttons, tag) => change({ buttons }, tag && `${tag}:${block.id}`)} />}
      <div className="property" role="group" aria-label={t('pageDesigner.place')}>
        <span className="property-label">{t('pageDesigner.place')}</span>
        <div className="row">{(['x', 'y', 'w', 'h'] as const).map((one) => <InputNumber key={one} size="small" min={1} max={one === 'x' || one === 'w' ? COLUMNS : undefined} precision={0} value={block[one] + from(one)} aria-label={t(`pageDesigner.places.${one}`)} prefix={<span className="muted">{t(`pageDesigner.places.${one}`)}</span>} style={{ flex: 1, minWidth: 0 }} onChange={(value) => { if (value !== null) onPlace({ x: block.x, y: block.y, w: block.w, h: block.h, [one]: value - from(one) }) }} />)}</div>
      </div>
      <Button danger onClick={onRemove} style={{ alignSelf: 'flex-start' }}>{t('pageDesigner.removeBlock')}</Button>
    </div>
  )
}

const sourcesOf = (parameters: readonly PageParameter[]): Sources => parameters.map((one) => ({ value: `$param.${one.key}`, label: say('pageDesigner.fromParameter', { key: one.key }) }))

function OfObject(props: PropertyProps) {
  const { block } = props
  if (block.kind === 'chart') return <ChartProperties {...props} />
  if (block.kind === 'number') return <NumberProperties {...props} />
  if (block.kind === 'form') return <Presets {...props} />
  if (block.kind === 'record') return <><ParameterChoice {...props} /><Columns {...props} /></>
  if (block.kind === 'related') return <><ParameterChoice {...props} /><Via {...props} /><Columns {...props} /><FilterProperty {...props} /><SortAndLimit {...props} /></>
  return <><ViewProperty {...props} /><Columns {...props} /><FilterProperty {...props} /><SortAndLimit {...props} /></>
}

function ParameterChoice({ block, parameters, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  return <Property label={t('pageDesigner.parameter')} fault={fault('parameter')}>{(id) => <Select id={id} value={block.parameter} onChange={(parameter) => change({ parameter })} options={parameters.map((one) => ({ value: one.key, label: one.key }))} notFoundContent={t('pageDesigner.noParameters')} />}</Property>
}

function Via({ block, object, fault, change }: PropertyProps) {
  const { t } = useTranslation()
  return <Property label={t('build.via')} fault={fault('via')}>{(id) => <Select id={id} value={block.via} onChange={(via) => change({ via })} options={fieldOptions(object.fields.filter((field) => ['reference', 'user', 'department'].includes(field.kind)))} />}</Property>
}

function Presets({ block, object, parameters, change }: PropertyProps) {
  const { t } = useTranslation()
  return <Pairs name={t('pageDesigner.presets')} keys={fieldOptions((object as ObjectDef).fields.filter((field) => !field.read_only))} value={block.presets} sources={sourcesOf(parameters)} onChange={(presets) => change({ presets })} />
}

function TextProperties({ block, fault, change }: Omit<PropertyProps, 'object'>) {
  const { t } = useTranslation()
  const text = typeof block.text === 'string' ? { zh: block.text, en: '' } : block.text ?? { zh: '', en: '' }
  return (
    <>
      {(['zh', 'en'] as const).map((language) => (
        <Property key={language} label={t(`pageDesigner.text.${language}`)} fault={language === 'zh' ? fault('text') : ''}>
          {(id) => <Input.TextArea id={id} autoSize={{ minRows: language === 'zh' ? 5 : 2, maxRows: 16 }} value={text[language]} onChange={(event) => change({ text: { ...text, [language]: event.target.value } }, `text:${language}:${block.id}`)} />}
        </Property>
      ))}
      <p className="muted small">{t('pageDesigner.markdown')}</p>
    </>
  )
}
