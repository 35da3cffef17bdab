import { Button, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Fault, FormVariant, LayoutBody } from '@/api/building'
import type { Device } from '@/api/types'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { SortableList } from '../designer/SortableList'
import type { Draft } from '../designer/useDraft'
import { moved } from '../lists'
import { useRoles } from '../pages/PageProperties'
import { NameProperties, Property } from '../pages/Property'
import { changeVariants, newVariant, variantOf, type Part } from './body'

export const DEVICES: Device[] = ['desktop', 'phone']
interface ListProps { draft: Draft<LayoutBody>; part: Part; onPart: (part: Part) => void }

/** The main form and its variants: which one is on the canvas, and in what order the variants are tried. */
export function VariantList({ draft, part, onPart }: ListProps) {
  const { t } = useTranslation()
  const variants = draft.body.variants ?? []
  const put = (make: (old: FormVariant[]) => FormVariant[]) => draft.change((body) => changeVariants(body, make))
  const at = (item: string) => Number(item.slice(8))
  const add = () => {
    draft.change((body) => changeVariants(body, (old) => [...old, newVariant(body, { zh: `变体 ${old.length + 1}`, en: `Variant ${old.length + 1}` })]))
    onPart(`variant:${variants.length}`)
  }
  return (
    <div className="stack-tight">
      <h3>{t('designer.forms')}</h3>
      <div className="sortable-item"><button type="button" className="plain sortable-grip main-form" aria-current={part === 'form' || undefined} onClick={() => onPart('form')}>{t('designer.mainForm')}</button></div>
      <SortableList name={t('designer.variants')} current={part} onSelect={(item) => onPart(item as Part)} items={variants.map((one, n) => ({ id: `variant:${n}`, label: pick(one.label) || t('designer.variant'), more: <span className="muted small">{listWords((one.devices ?? []).map((device) => t(`designer.devices.${device}`)))}</span> }))}
        onMove={(from, to) => { put((old) => moved(old, from, to)); onPart(`variant:${to}`) }} onRemove={(item) => { put((old) => old.filter((_, n) => n !== at(item))); onPart('form') }} />
      <Button size="small" icon={<PlusOutlined />} onClick={add} style={{ alignSelf: 'flex-start' }}>{t('designer.addVariant')}</Button>
    </div>
  )
}

interface Props { draft: Draft<LayoutBody>; part: Part; faults: Fault[]; onRemoved: () => void }

/** For whom a variant is, and what it is called. */
export function VariantProperties({ draft, part, faults, onRemoved }: Props) {
  const { t } = useTranslation()
  const roles = useRoles()
  const at = variantOf(part)!
  const variant = draft.body.variants?.[at]
  if (!variant) return null
  const change = (more: Partial<FormVariant>, tag?: string) => draft.change((body) => changeVariants(body, (old) => old.map((one, n) => (n === at ? { ...one, ...more } : one))), tag && `${part}:${tag}`)
  const told = (place: string) => faults.filter((one) => one.pointer === `/variants/${at}${place}` || (place !== '' && one.pointer.startsWith(`/variants/${at}${place}/`))).map((one) => pick(one.message)).join(' ')
  return (
    <div className="stack-tight" key={part}>
      <h3>{t('designer.variant')}</h3>
      <p className="muted small">{t('designer.variantHelp')}</p>
      {told('') && <div className="form-fault" role="alert">{told('')}</div>}
      <NameProperties value={variant.label} fault={told('/label')} onChange={(label, tag) => change({ label }, tag)} />
      <Property label={t('designer.forDevices')} fault={told('/devices')}>{(id) => <Select id={id} mode="multiple" value={variant.devices ?? []} placeholder={t('designer.everyDevice')} options={DEVICES.map((one) => ({ value: one, label: t(`designer.devices.${one}`) }))} onChange={(devices: Device[]) => change({ devices })} />}</Property>
      <Property label={t('designer.forRoles')} fault={told('/roles')}>{(id) => <Select id={id} mode="multiple" value={variant.roles ?? []} placeholder={t('designer.everyRole')} options={roles} optionFilterProp="label" onChange={(next: string[]) => change({ roles: next })} />}</Property>
      <Button danger style={{ alignSelf: 'flex-start' }} onClick={() => { draft.change((body) => changeVariants(body, (old) => old.filter((_, n) => n !== at))); onRemoved() }}>{t('designer.removeVariant')}</Button>
    </div>
  )
}
