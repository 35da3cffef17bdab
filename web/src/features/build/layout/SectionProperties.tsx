import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/building'
import type { FieldSection, FormNote, Label, ObjectDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { changeSection, rootOf, setRule, type Part } from './body'
import { changeNote, noteOf, placeOf } from './entries'
import { Condition, FieldProperties } from './FieldProperties'

interface Props {
  object: ObjectDef
  part: Part
  sections: FieldSection[]
  /** The sections of the main form, whose rules hold in every form. */
  main: FieldSection[]
  faults: Fault[]
  chosen: string
  put: (make: (old: FieldSection[]) => FieldSection[], tag?: string) => void
  onRemove: (item: string) => void
  onMain: (item: string) => void
}

/** What can be said of the chosen section, field, text or divider. */
export function SectionProperties({ object, part, sections, main, faults, chosen, put, onRemove, onMain }: Props) {
  const { t } = useTranslation()
  const told = (pointer: string) => faults.filter((fault) => fault.pointer === pointer).map((fault) => pick(fault.message)).join(' ')
  const root = rootOf(part)
  if (chosen.startsWith('section:')) {
    const at = Number(chosen.slice(8))
    const section = sections[at]
    if (!section) return null
    const change = (more: Partial<FieldSection>, tag?: string) => put((old) => changeSection(old, at, more), tag && `${tag}:${at}`)
    const fault = told(`${root}/${at}/label`)
    return (
      <div className="stack-tight" key={chosen}>
        <h3>{t('designer.section')}</h3>
        <div className="property"><label htmlFor="property-zh">{t('designer.sectionName')}</label><Input id="property-zh" value={section.label.zh} onChange={(event) => change({ label: { ...section.label, zh: event.target.value } }, 'zh')} status={fault ? 'error' : ''} />{fault && <div className="form-fault">{fault}</div>}</div>
        <div className="property"><label htmlFor="property-en">{t('designer.sectionNameEn')}</label><Input id="property-en" value={section.label.en} onChange={(event) => change({ label: { ...section.label, en: event.target.value } }, 'en')} /></div>
        {part !== 'detail' && (
          <>
            <div className="property"><label htmlFor="property-kind">{t('designer.sectionKind')}</label><Select id="property-kind" value={section.kind ?? 'section'} options={(['section', 'tab', 'step'] as const).map((value) => ({ value, label: t(`designer.sectionKinds.${value}`) }))} onChange={(kind) => change({ kind })} /></div>
            <div className="property"><label htmlFor="property-columns">{t('designer.sectionColumns')}</label><Select id="property-columns" value={section.columns ?? 2} options={([1, 2, 3] as const).map((value) => ({ value, label: value }))} onChange={(columns) => change({ columns })} /></div>
            <Condition id="property-visible_when" label={t('designer.visible_when')} object={object} value={section.visible_when} fault={told(`${root}/${at}/visible_when`)} help={t('designer.always')} onChange={(text) => change({ visible_when: text ?? undefined }, 'visible')} />
          </>
        )}
        <Button danger onClick={() => onRemove(chosen)} style={{ alignSelf: 'flex-start' }}>{t('designer.removeSection')}</Button>
      </div>
    )
  }
  const note = noteOf(sections, chosen)
  if (note) return <NoteProperties key={chosen} note={note} fault={told(`${root}/${chosen.split(':')[1]}/notes/${chosen.split(':')[2]}/text`)} onChange={(more, tag) => put((old) => changeNote(old, chosen, more), `${tag}:${chosen}`)} onRemove={() => onRemove(chosen)} />
  const key = chosen.slice(6)
  const place = placeOf(sections, chosen)
  const field = fieldOf(object, key)
  if (!place || !field) return <p className="muted">{t('designer.choose')}</p>
  const at = sections[place.section]!
  return (
    <div className="stack-tight" key={chosen}>
      <h3>{pick(field.label)} <code className="muted small">{key}</code></h3>
      {part === 'form' && <FieldProperties object={object} field={field} rules={at.rules?.[key]} told={(word) => told(`${root}/${place.section}/rules/${key}/${word}`)} set={(word, value, tag) => put((old) => setRule(old, key, word, value), tag && `${tag}:${key}`)} />}
      {part !== 'form' && part !== 'detail' && (
        <>
          <p className="muted small">{t('designer.rulesInMain')}</p>
          {placeOf(main, chosen) && <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={() => onMain(chosen)}>{t('designer.toMain')}</Button>}
        </>
      )}
      <Button danger onClick={() => onRemove(chosen)} style={{ alignSelf: 'flex-start' }}>{t('designer.removeOf', { name: pick(field.label) })}</Button>
    </div>
  )
}

function NoteProperties({ note, fault, onChange, onRemove }: { note: FormNote; fault: string; onChange: (more: Partial<FormNote>, tag: string) => void; onRemove: () => void }) {
  const { t } = useTranslation()
  const text: Label = typeof note.text === 'string' ? { zh: note.text, en: '' } : note.text ?? { zh: '', en: '' }
  const name = t(note.divider ? 'designer.divider' : 'designer.note')
  return (
    <div className="stack-tight">
      <h3>{name}</h3>
      {!note.divider && (['zh', 'en'] as const).map((language) => (
        <div className="property" key={language}>
          <label htmlFor={`property-note-${language}`}>{t(language === 'zh' ? 'designer.noteText' : 'designer.noteTextEn')}</label>
          <Input.TextArea id={`property-note-${language}`} autoSize={{ minRows: 2, maxRows: 8 }} value={text[language]} status={fault && language === 'zh' ? 'error' : ''} onChange={(event) => onChange({ text: { ...text, [language]: event.target.value } }, language)} />
          {language === 'zh' && fault && <div className="form-fault">{fault}</div>}
        </div>
      ))}
      <Button danger onClick={onRemove} style={{ alignSelf: 'flex-start' }}>{t('designer.removeOf', { name })}</Button>
    </div>
  )
}
