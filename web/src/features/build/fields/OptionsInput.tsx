import { Button, Input, Select } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { FieldOption, Tone } from '@/api/types'
import type { InputProps } from '@/kernel/fields/types'
import { freeName, moved } from '../lists'

const TONES: Tone[] = ['none', 'ok', 'wait', 'warn', 'bad']

/** The options of a choice: name, value and colour of each, in order. */
export function OptionsInput({ id, value, onChange, describedBy, invalid }: InputProps) {
  const { t } = useTranslation()
  const options = Array.isArray(value) ? (value as FieldOption[]) : []
  const put = (at: number, part: Partial<FieldOption>) => onChange(options.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const add = () => {
    onChange([...options, { value: freeName('option', options.map((one) => one.value)), label: { zh: '', en: '' }, tone: 'none' }])
    requestAnimationFrame(() => document.getElementById(`${id}-${options.length}`)?.focus())
  }
  const name = (at: number) => options[at]!.label.zh || String(at + 1)
  return (
    <div className="stack-tight" role="group" aria-describedby={describedBy} aria-invalid={invalid}>
      {options.map((one, at) => (
        <div key={at} className="row">
          <Input id={`${id}-${at}`} className="grow" value={one.label.zh} placeholder={t('build.optionName')} aria-label={`${t('build.optionName')} ${at + 1}`}
            onChange={(event) => put(at, { label: { zh: event.target.value, en: one.label.en === one.label.zh ? event.target.value : one.label.en } })}
            onKeyDown={(event) => { if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) { event.preventDefault(); event.stopPropagation(); add() } }} />
          <Input style={{ width: 96 }} value={one.value} placeholder={t('build.optionValue')} aria-label={`${t('build.optionValue')} ${at + 1}`} onChange={(event) => put(at, { value: event.target.value })} />
          <Select style={{ width: 112 }} value={one.tone ?? 'none'} aria-label={`${t('build.tone')} ${at + 1}`} onChange={(tone: Tone) => put(at, { tone })} options={TONES.map((tone) => ({ value: tone, label: t(`build.tones.${tone}`) }))} />
          <Button type="text" size="small" icon={<ArrowUpOutlined />} disabled={at === 0} aria-label={t('designer.moveUp', { name: name(at) })} onClick={() => onChange(moved(options, at, at - 1))} />
          <Button type="text" size="small" icon={<ArrowDownOutlined />} disabled={at === options.length - 1} aria-label={t('designer.moveDown', { name: name(at) })} onClick={() => onChange(moved(options, at, at + 1))} />
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('designer.removeOf', { name: name(at) })} onClick={() => onChange(options.filter((_, i) => i !== at))} />
        </div>
      ))}
      <Button id={id} size="small" icon={<PlusOutlined />} aria-label={t('build.addOption')} onClick={add} style={{ alignSelf: 'flex-start' }}>{t('build.addOption')}</Button>
    </div>
  )
}
