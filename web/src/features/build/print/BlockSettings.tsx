import { Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { PrintBlock, Words } from '@/api/papers'
import { findObject, useObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { ExpressionInput } from '../fields/ExpressionInput'
import { Property } from '../pages/Property'

interface Props { object: string; block: PrintBlock; faults: Fault[]; change: (part: Partial<PrintBlock>, tag?: string) => void }
const PICTURE_LIMIT = 200_000
const whole = (words: Words | undefined) => (typeof words === 'object' ? words : { zh: words ?? '', en: '' })

/** What can be said of the chosen block. */
export function BlockSettings({ object: key, block, faults, change }: Props) {
  const { t } = useTranslation()
  const object = useObject(key)
  const table = object?.fields.find((one) => one.key === block.table)
  const source = block.kind === 'rows' ? findObject(table?.target ?? '') : object
  const of = (kinds?: string[]) => (source?.fields ?? []).filter((one) => (kinds ? kinds.includes(one.kind) : one.kind !== 'children')).map((one) => ({ value: one.key, label: pick(one.label) }))
  const related = block.kind === 'fields' ? (object?.fields ?? []).filter((one) => one.kind === 'reference').flatMap((one) => (findObject(one.target ?? '')?.fields ?? []).filter((each) => each.kind !== 'children').map((each) => ({ value: `${one.key}.${each.key}`, label: `${pick(one.label)} · ${pick(each.label)}` }))) : []
  const text = whole(block.text)
  const number = (word: 'level' | 'size' | 'columns' | 'width_mm' | 'size_mm', label: string, min: number, max: number, value: number) => <Property key={word} label={label}>{(id) => <InputNumber id={id} min={min} max={max} value={block[word] ?? value} onChange={(next) => change({ [word]: next ?? undefined }, word)} />}</Property>
  const read = (file: File | undefined) => {
    if (!file) return
    if (file.size > PICTURE_LIMIT) { tell(t('papers.tooLarge')); return }
    const reader = new FileReader()
    reader.onload = () => change({ data: String(reader.result).split(',')[1], field: undefined })
    reader.readAsDataURL(file)
  }
  return (
    <div className="stack-tight">
      <h3>{t(`papers.kinds.${block.kind}`)}</h3>
      {faults.length > 0 && <div className="form-fault" role="alert">{faults.map((one) => pick(one.message)).join(' ')}</div>}
      {['heading', 'text', 'qr'].includes(block.kind) && (
        <>
          <Property label={t('papers.text')}>{(id) => <Input.TextArea id={id} autoSize={{ minRows: 2, maxRows: 10 }} value={text.zh} onChange={(event) => change({ text: { ...text, zh: event.target.value } }, 'zh')} />}</Property>
          <Select size="small" value={null} placeholder={t('papers.insert')} aria-label={t('papers.insert')} showSearch={{ optionFilterProp: 'label' }} options={of() as { value: string | null; label: string }[]} onChange={(one) => { if (one) change({ text: { ...text, zh: `${text.zh}{${one}}` } }) }} />
          <Property label={t('papers.textEn')}>{(id) => <Input.TextArea id={id} autoSize={{ minRows: 1, maxRows: 10 }} value={text.en} onChange={(event) => change({ text: { ...text, en: event.target.value } }, 'en')} />}</Property>
          <p className="form-help">{t('papers.formats')}</p>
        </>
      )}
      {block.kind === 'heading' && number('level', t('papers.level'), 1, 3, 1)}
      {block.kind === 'text' && number('size', t('papers.size'), 6, 40, 10.5)}
      {block.kind === 'rows' && <Property label={t('papers.table')}>{(id) => <Select id={id} value={block.table} options={(object?.fields ?? []).filter((one) => one.kind === 'children').map((one) => ({ value: one.key, label: pick(one.label) }))} onChange={(next: string) => change({ table: next, fields: [] })} />}</Property>}
      {(block.kind === 'fields' || block.kind === 'rows') && <Property label={t('papers.fields')}>{(id) => <Select id={id} mode="multiple" value={block.fields ?? []} options={[...of(), ...related]} optionFilterProp="label" onChange={(fields: string[]) => change({ fields })} />}</Property>}
      {block.kind === 'fields' && number('columns', t('papers.columns'), 1, 2, 2)}
      {block.kind === 'image' && (
        <>
          <Property label={t('papers.picture')}>{(id) => <input id={id} type="file" accept="image/png,image/jpeg" onChange={(event) => read(event.target.files?.[0])} />}</Property>
          <Property label={t('papers.pictureField')}>{(id) => <Select id={id} allowClear value={block.field} options={of(['image', 'signature'])} onChange={(field: string | undefined) => change({ field, ...(field && { data: undefined }) })} />}</Property>
          {number('width_mm', t('papers.width'), 5, 260, 40)}
        </>
      )}
      {block.kind === 'qr' && number('size_mm', t('papers.width'), 10, 80, 30)}
      {block.kind === 'signature' && <Property label={t('papers.labels')}>{(id) => <Input id={id} value={(block.labels ?? []).map((one) => pick(one)).join('、')} onChange={(event) => change({ labels: event.target.value.split(/[、,，]/) }, 'labels')} />}</Property>}
      {['heading', 'text', 'image', 'qr'].includes(block.kind) && <Property label={t('papers.align')}>{(id) => <Select id={id} value={block.align ?? 'left'} options={(['left', 'center', 'right'] as const).map((value) => ({ value: value as string, label: t(`papers.aligns.${value}`) }))} onChange={(align) => change({ align })} />}</Property>}
      <Property label={t('papers.when')}>{(id) => <ExpressionInput id={id} field={{ key: 'visible_when', kind: 'text', label: { zh: '', en: '' }, target: key }} value={block.visible_when ?? ''} onChange={(next) => change({ visible_when: (next as string | null) ?? undefined }, 'when')} />}</Property>
    </div>
  )
}
