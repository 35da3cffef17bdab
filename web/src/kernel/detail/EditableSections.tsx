import { Button, Tooltip } from 'antd'
import { EditOutlined, LockOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { conditionWords } from '../conditions/rules'
import { specOf } from '../fields/registry'
import { isBlank } from '../form/check'
import { ConflictDialog } from './ConflictDialog'
import { FactValue } from './Facts'
import { isEditable, sectionsOf } from './sections'
import type { useEdits } from './useEdits'

type Edits = ReturnType<typeof useEdits>

function EditField({ field, record, edits }: { field: FieldDef; record: RecordRow; edits: Edits }) {
  const { t } = useTranslation()
  const spec = specOf(field.kind)
  const fault = edits.faults[field.key]
  const id = `edit-${field.key}`
  const value = field.key in edits.edits ? edits.edits[field.key] : record[field.key]
  return (
    <div data-field={field.key} onKeyDown={(event) => {
      if (event.nativeEvent.isComposing) return
      if (event.key === 'Escape') { event.stopPropagation(); edits.drop(field.key) }
      if (event.key === 'Enter' && (spec.kind !== 'long_text' || event.ctrlKey) && (event.target as HTMLElement).tagName === 'INPUT' && (event.target as HTMLElement).getAttribute('role') !== 'combobox' && (event.ctrlKey || !(event.target as HTMLElement).closest('.ant-picker'))) void edits.save()
    }}>
      <dt>{!spec.ownLabel && <label htmlFor={id}>{pick(field.label)}</label>}</dt>
      <dd>
        <spec.Input id={id} field={field} value={value} label={record._labels?.[field.key]} onChange={(next) => edits.put(field, next)} onBlur={() => edits.left(field)}
          invalid={Boolean(fault)} describedBy={`${id}-fault`} autoFocus={edits.open.size === 1} />
        {fault || !field.required || !isBlank(value) ? <div id={`${id}-fault`} className="tone-bad small">{fault ?? ''}</div> : <div id={`${id}-fault`} className="muted small">{t('form.needed')}</div>}
        <span className="visually-hidden">{t('common.edit')}</span>
      </dd>
    </div>
  )
}

/** Why a field is not to be changed now. */
function Fixed({ field, object, when }: { field: FieldDef; object: ObjectDef; when: string }) {
  const { t } = useTranslation()
  const why = t('form.fixedWhy', { when: conditionWords(when, object.fields) })
  return object.rights.update && field.access !== 'read' ? <Tooltip title={why}><LockOutlined className="muted fixed-mark" tabIndex={0} role="img" aria-label={why} /></Tooltip> : null
}

/** The sections with inline edit: a click on a value opens it, one bar saves all. */
export function EditableSections({ object, record, edits }: { object: ObjectDef; record: RecordRow; edits: Edits }) {
  const { t } = useTranslation()
  return (
    <div className="stack">
      {sectionsOf(object).map((section, at) => {
        const fields = section.fields.map((field) => edits.fields.get(field.key)).filter((field) => field !== undefined)
        const open = (field: FieldDef) => edits.open.has(field.key) && (isEditable(object, field) || field.key in edits.edits)
        const editable = fields.filter((f) => isEditable(object, f))
        if (fields.length === 0) return null
        return (
          <section key={at} className="panel panel-pad">
            <div className="row" style={{ marginBottom: 8, minHeight: 24 }}>
              <h2 className="grow">{section.label ? pick(section.label) : t('common.details')}</h2>
              {editable.length > 0 && <Button size="small" type="text" icon={<EditOutlined />} onClick={() => edits.start(editable.map((f) => f.key))}>{t('common.edit')}</Button>}
            </div>
            <dl className="facts">
              {fields.map((field) => (open(field) ? <EditField key={field.key} field={field} record={record} edits={edits} /> : (
                <div key={field.key} className={specOf(field.kind).wide ? 'wide' : undefined}>
                  <dt>{pick(field.label)}</dt>
                  <dd className={isEditable(object, field) ? 'editable' : undefined}>
                    <FactValue object={object} field={field} record={record} />
                    {edits.isFixed(field) && <Fixed field={field} object={object} when={edits.conditions[field.key]?.read_only_when ?? ''} />}
                    {isEditable(object, field) && (
                      <button type="button" className="plain pencil" aria-label={t('detail.editField', { name: pick(field.label) })} onClick={() => edits.start([field.key])}><EditOutlined /></button>
                    )}
                  </dd>
                </div>
              )))}
            </dl>
          </section>
        )
      })}
      {edits.dirty > 0 && (
        <div className="save-bar" role="status">
          <span className="grow">{edits.restored ? `${t('detail.restored')} · ` : ''}{t('detail.unsaved', { n: edits.dirty })}</span>
          <Button size="small" onClick={edits.discard}>{t('common.discard')}</Button>
          <Button size="small" type="primary" loading={edits.busy} onClick={() => void edits.save()}>{t('common.save')}</Button>
        </div>
      )}
      {edits.conflict && <ConflictDialog object={object} edits={edits} />}
    </div>
  )
}
