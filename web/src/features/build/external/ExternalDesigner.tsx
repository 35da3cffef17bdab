import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { ArrowLeftOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bodyInWork } from '@/api/building'
import type { ExternalBody } from '@/api/papers'
import type { Label } from '@/api/types'
import { useMe, useObject } from '@/kernel/catalog'
import { Input as DepartmentInput } from '@/kernel/fields/department/Input'
import { Input as UserInput } from '@/kernel/fields/user/Input'
import { pick } from '@/lib/i18n'
import type { DesignerProps } from '../designer/DefinitionsPage'
import { DesignerBar } from '../designer/DesignerBar'
import { SortableList } from '../designer/SortableList'
import { toldBy } from '../designer/told'
import { useDraft } from '../designer/useDraft'
import { moved } from '../lists'
import { NameProperties, Property } from '../pages/Property'
import { LinkPanel } from './LinkPanel'

// As the server has it: strangers choose from no list of records or people.
const FILE_TYPES: Record<string, string[]> = { file: ['pdf', 'png', 'jpeg'], image: ['png', 'jpeg'] }
const NOT_TAKEN = new Set(['reference', 'multi_reference', 'user', 'department', 'children', 'json', 'auto_number'])
const TEXTS = ['intro', 'thanks', 'consent'] as const

/** What an external form asks, when and how often; and its link. */
export function ExternalDesigner({ definitionKey, definition, onBack, onReplaced }: DesignerProps<ExternalBody>) {
  const { t } = useTranslation()
  const { user } = useMe()
  const [start] = useState(() => bodyInWork(definition)!)
  const draft = useDraft<ExternalBody>('external_form', definitionKey, start, definition)
  const [chosen, setChosen] = useState<string | null>(null)
  const { body } = draft
  const object = useObject(body.object)
  const change = (part: Partial<ExternalBody>, tag?: string) => draft.change((old) => Object.fromEntries(Object.entries({ ...old, ...part }).filter(([, value]) => value !== undefined && value !== null && value !== '')) as unknown as ExternalBody, tag)
  const told = (start: string) => draft.faults.filter((one) => one.pointer === start || one.pointer.startsWith(`${start}/`)).map((one) => pick(one.message)).join(' ')
  const nameOf = (key: string) => pick(object?.fields.find((one) => one.key === key)?.label) || key
  const free = (object?.fields ?? []).filter((one) => !one.read_only && !one.unique && !NOT_TAKEN.has(one.kind) && !body.fields.some((each) => each.key === one.key))
  const field = body.fields.find((one) => one.key === chosen)
  const taken = FILE_TYPES[object?.fields.find((one) => one.key === chosen)?.kind ?? '']
  const place = `/fields/${body.fields.findIndex((one) => one.key === chosen)}`
  const setField = (part: Partial<ExternalBody['fields'][number]>, tag?: string) => change({ fields: body.fields.map((one) => (one.key === chosen ? { ...one, ...part } : one)) }, tag)
  const texts = (value: Label | undefined, put: (value: Label | undefined, tag: string) => void, label: string) => (
    <>
      {(['zh', 'en'] as const).map((language) => (
        <Property key={language} label={language === 'zh' ? label : `${label} (English)`}>
          {(id) => <Input.TextArea id={id} autoSize={{ minRows: 1, maxRows: 6 }} value={value?.[language] ?? ''} onChange={(event) => { const next = { zh: '', en: '', ...value, [language]: event.target.value }; put(next.zh || next.en ? next : undefined, `${label}:${language}`) }} />}
        </Property>
      ))}
    </>
  )
  const words = toldBy({ title: t('papers.title'), intro: t('papers.intro'), thanks: t('papers.thanks'), consent: t('papers.consent'), fields: t('papers.asked'), opens_on: t('papers.opens'), closes_on: t('papers.closes'), quota: t('papers.quota'), once_by: t('papers.once'), owner_id: t('papers.owner'), department_id: t('papers.department'), max_mb: t('papers.maxSize'), types: t('papers.fileTypes'), required: t('papers.required') })
  return (
    <div className="designer-page whole">
      <DesignerBar kind="external_form" definitionKey={definitionKey} name={pick(body.title)} definition={definition} draft={draft} words={words} onReplaced={onReplaced}
        onJump={(pointer) => { const [, root, place] = pointer.split('/'); setChosen(root === 'fields' && place !== undefined ? body.fields[Number(place)]?.key ?? null : null) }}
        lead={<><Button type="text" icon={<ArrowLeftOutlined />} aria-label={t('papers.forms')} onClick={onBack} /><h1 className="ellipsis page-name">{pick(body.title)}</h1></>} />
      <div className="designer">
        <section className="designer-palette" aria-label={t('papers.link')}><LinkPanel formKey={definitionKey} published={definition.published !== null} /></section>
        <section className="designer-canvas" aria-label={t('papers.asked')}>
          <h3>{t('papers.asked')}</h3>
          <SortableList name={t('papers.asked')} current={chosen ?? undefined} onSelect={setChosen} items={body.fields.map((one) => ({ id: one.key, label: nameOf(one.key), more: one.required ? <span className="muted small">{t('papers.required')}</span> : undefined }))}
            onMove={(from, to) => change({ fields: moved(body.fields, from, to) })} onRemove={(key) => { change({ fields: body.fields.filter((one) => one.key !== key) }); setChosen(null) }} />
          {told('/fields') && <div className="form-fault" role="alert">{told('/fields')}</div>}
          <Select value={null} placeholder={t('build.addField')} aria-label={t('papers.asked')} style={{ width: '100%', marginTop: 8 }} showSearch={{ optionFilterProp: 'label' }} options={free.map((one) => ({ value: one.key as string | null, label: pick(one.label) }))} onChange={(key) => { if (key) { change({ fields: [...body.fields, { key }] }); setChosen(key) } }} />
          {field && (
            <div className="stack-tight" style={{ marginTop: 16 }}>
              <h3>{nameOf(field.key)}</h3>
              <Checkbox checked={field.required ?? false} onChange={(event) => setField({ required: event.target.checked })}>{t('papers.required')}</Checkbox>
              {taken && (
                <>
                  <Property label={t('papers.maxSize')} fault={told(`${place}/max_mb`)}>{(id) => <InputNumber id={id} min={1} max={20} precision={0} value={field.max_mb} onChange={(value) => setField({ max_mb: value ?? undefined }, 'max_mb')} />}</Property>
                  <Property label={t('papers.fileTypes')} fault={told(`${place}/types`)}>{(id) => <Select id={id} mode="multiple" value={field.types ?? []} placeholder={t('papers.allTypes')} options={taken.map((one) => ({ value: one, label: one.toUpperCase() }))} onChange={(types: string[]) => setField({ types: types.length > 0 ? types : undefined })} />}</Property>
                </>
              )}
              {texts(field.help, (help, tag) => setField({ help }, tag), t('papers.help', { name: nameOf(field.key) }))}
            </div>
          )}
        </section>
        <section className="designer-properties" aria-label={t('designer.properties')}>
          <div className="stack-tight">
            <NameProperties value={body.title} fault={told('/title')} onChange={(title, tag) => change({ title }, tag)} />
            {TEXTS.map((part) => <div key={part} className="stack-tight">{texts(body[part], (value, tag) => change({ [part]: value }, tag), t(`papers.${part}`))}</div>)}
            {(['opens_on', 'closes_on'] as const).map((part) => <Property key={part} label={t(part === 'opens_on' ? 'papers.opens' : 'papers.closes')} fault={told(`/${part}`)}>{(id) => <Input id={id} type="date" value={body[part] ?? ''} onChange={(event) => change({ [part]: event.target.value })} />}</Property>)}
            <Property label={t('papers.quota')} fault={told('/quota')}>{(id) => <InputNumber id={id} min={1} max={1_000_000} precision={0} value={body.quota} onChange={(value) => change({ quota: value ?? undefined }, 'quota')} />}</Property>
            <Property label={t('papers.once')} fault={told('/once_by')}>{(id) => <Select id={id} allowClear value={body.once_by} options={body.fields.map((one) => ({ value: one.key, label: nameOf(one.key) }))} onChange={(once_by: string | undefined) => change({ once_by })} />}</Property>
            <Property label={t('papers.owner')} fault={told('/owner_id')}>{(id) => <UserInput id={id} field={{ key: 'owner_id', kind: 'user', target: 'user', label: { zh: '', en: '' } }} value={body.owner_id ?? null} label={body.owner_id === user.id ? user.name : undefined} onChange={(value) => change({ owner_id: (value as string | null) ?? undefined })} />}</Property>
            <Property label={t('papers.department')} fault={told('/department_id')}>{(id) => <DepartmentInput id={id} field={{ key: 'department_id', kind: 'department', label: { zh: '', en: '' } }} value={body.department_id ?? null} onChange={(value) => change({ department_id: (value as string | null) ?? undefined })} />}</Property>
          </div>
        </section>
      </div>
    </div>
  )
}
