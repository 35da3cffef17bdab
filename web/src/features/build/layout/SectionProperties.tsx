import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { FieldSection, ObjectDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { ExpressionInput } from '../fields/ExpressionInput'
import { changeSection, placeOf, setRule, type Part } from './body'

interface Props {
  object: ObjectDef
  part: Part
  sections: FieldSection[]
  faults: Fault[]
  chosen: string | null
  put: (make: (old: FieldSection[]) => FieldSection[] | null, tag?: string) => void
  onRemove: (id: string) => void
}
type Word = 'visible_when' | 'required_when' | 'read_only_when'
const WORDS: Word[] = ['visible_when', 'required_when', 'read_only_when']

/** What can be said of the chosen section or field. */
export function SectionProperties({ object, part, sections, faults, chosen, put, onRemove }: Props) {
  const { t } = useTranslation()
  const root = part === 'form' ? '/form' : '/detail/sections'
  const told = (pointer: string) => faults.filter((fault) => fault.pointer === pointer).map((fault) => pick(fault.message)).join(' ')
  const condition = (word: Word, value: string | undefined, pointer: string, help: string, change: (text: string | null) => void) => {
    const fault = told(pointer)
    const id = `property-${word}`
    return (
      <div key={word} className="property">
        <label htmlFor={id}>{t(`designer.${word}`)}</label>
        <ExpressionInput id={id} field={{ key: word, kind: 'text', label: { zh: '', en: '' }, target: object.key }} value={value ?? ''} onChange={(text) => change(text as string | null)} invalid={Boolean(fault)} describedBy={`${id}-about`} />
        <div id={`${id}-about`} className={fault ? 'form-fault' : 'form-help'}>{fault || help}</div>
      </div>
    )
  }
  if (chosen?.startsWith('section:')) {
    const at = Number(chosen.slice(8))
    const section = sections[at]
    if (section) {
      const rename = (language: 'zh' | 'en', text: string) => put((old) => changeSection(old, at, { label: { ...old[at]!.label, [language]: text } }), `name:${at}:${language}`)
      const fault = told(`${root}/${at}/label`)
      return (
        <div className="stack-tight" key={chosen}>
          <h3>{t('designer.section')}</h3>
          <div className="property"><label htmlFor="property-zh">{t('designer.sectionName')}</label><Input id="property-zh" value={section.label.zh} onChange={(event) => rename('zh', event.target.value)} status={fault ? 'error' : ''} />{fault && <div className="form-fault">{fault}</div>}</div>
          <div className="property"><label htmlFor="property-en">{t('designer.sectionNameEn')}</label><Input id="property-en" value={section.label.en} onChange={(event) => rename('en', event.target.value)} /></div>
          {part === 'form' && <div className="property"><label htmlFor="property-kind">{t('designer.sectionKind')}</label><Select id="property-kind" value={section.kind ?? 'section'} options={(['section', 'tab', 'step'] as const).map((value) => ({ value, label: t(`designer.sectionKinds.${value}`) }))} onChange={(kind) => put((old) => changeSection(old, at, { kind }))} /></div>}
          {part === 'form' && <div className="property"><label htmlFor="property-columns">{t('designer.sectionColumns')}</label><Select id="property-columns" value={section.columns ?? 2} options={([1, 2, 3] as const).map((value) => ({ value, label: value }))} onChange={(columns) => put((old) => changeSection(old, at, { columns }))} /></div>}
          {part === 'form' && condition('visible_when', section.visible_when, `${root}/${at}/visible_when`, t('designer.always'), (text) => put((old) => changeSection(old, at, { visible_when: text ?? undefined }), `visible:${at}`))}
          <Button danger onClick={() => onRemove(chosen)} style={{ alignSelf: 'flex-start' }}>{t('designer.removeSection')}</Button>
        </div>
      )
    }
  }
  const key = chosen?.startsWith('field:') ? chosen.slice(6) : ''
  const place = placeOf(sections, key)
  const field = fieldOf(object, key)
  if (!place || !field) return <p className="muted">{t('designer.choose')}</p>
  const rules = sections[place.section]!.rules?.[key]
  return (
    <div className="stack-tight" key={chosen}>
      <h3>{pick(field.label)} <code className="muted small">{key}</code></h3>
      {part === 'form' && WORDS.map((word) => condition(word, rules?.[word], `${root}/${place.section}/rules/${key}/${word}`, t(word === 'visible_when' ? 'designer.always' : 'designer.neverExtra'), (text) => put((old) => setRule(old, key, word, text), `${word}:${key}`)))}
      <Button danger onClick={() => onRemove(chosen!)} style={{ alignSelf: 'flex-start' }}>{t('designer.removeOf', { name: pick(field.label) })}</Button>
    </div>
  )
}
