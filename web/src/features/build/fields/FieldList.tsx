import { Button } from 'antd'
import { DeleteOutlined, EditOutlined, PlusOutlined, RollbackOutlined, SwapOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DefinedObject, StoredField } from '@/api/building'
import type { FieldDef, ObjectDef } from '@/api/types'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { kindWords, useCan, useCatalog } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { colonWords } from '@/lib/phrases'
import { ConvertDialog } from './ConvertDialog'
import { FieldEditor } from './FieldEditor'
import { UniqueKeys } from './UniqueKeys'

/** Fields of an object: what each is, and for custom ones what it asks and how it is computed. */
export function FieldList({ object, defined }: { object: ObjectDef; defined?: DefinedObject }) {
  const { t } = useTranslation()
  const can = useCan()
  const [editing, setEditing] = useState<StoredField | 'new' | null>(null)
  const [converting, setConverting] = useState<{ field: StoredField; back?: StoredField } | null>(null)
  const before = new Map((defined?.removed ?? []).flatMap((one) => (one.original ? [[one.original.key, one.original] as const] : [])))
  const stored = new Map((defined?.fields ?? []).map((field) => [field.key, field]))
  const sorted = [...object.fields].sort((a, b) => Number(Boolean(b.custom)) - Number(Boolean(a.custom)))
  return (
    <div className="stack">
      <div className="row">
        <span className="grow muted small">{t('admin.fieldCount', { count: object.fields.length })}</span>
        {can('field.create') && !object.archived && <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>{t('build.addField')}</Button>}
      </div>
      <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('build.tabs.fields')}>
        <table className="sheet acting">
          <thead><tr><th>{t('common.field')}</th><th>{t('admin.key')}</th><th>{t('admin.kind')}</th><th>{t('admin.required')}</th><th>{t('build.formula')}</th><th>{t('admin.sensitivity')}</th><th>{t('admin.origin')}</th><th><span className="visually-hidden">{t('common.more')}</span></th></tr></thead>
          <tbody>
            {sorted.map((field) => <FieldRow key={field.key} object={object} field={field} stored={stored.get(field.key)} before={before.get(field.key)} onEdit={setEditing} onConvert={setConverting} />)}
          </tbody>
        </table>
      </div>
      {defined && <UniqueKeys object={object} defined={defined} />}
      {editing && <FieldEditor object={object} field={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />}
      {converting && <ConvertDialog object={object} {...converting} onClose={() => setConverting(null)} />}
    </div>
  )
}

interface RowProps {
  object: ObjectDef
  field: FieldDef
  stored?: StoredField
  /** What it was before its last conversion. */
  before?: StoredField
  onEdit: (field: StoredField) => void
  onConvert: (asked: { field: StoredField; back?: StoredField }) => void
}

function FieldRow({ object, field, stored, before, onEdit, onConvert }: RowProps) {
  const { t } = useTranslation()
  const can = useCan()
  const { kinds } = useCatalog()
  const kind = stored?.kind ?? field.derived ?? field.kind
  const name = pick(field.label)
  const rollup = stored?.rollup
  const formula = stored?.expression ?? (rollup ? `${t(`build.functions.${rollup.function}`)}(${rollup.object}${rollup.field ? `.${rollup.field}` : ''})` : '')
  const changeable = stored && stored.kind !== 'auto_number' && !object.archived
  return (
    <tr>
      <td>{name}</td><td><code>{field.key}</code></td>
      <td>{kindWords(kind)}</td><td>{field.required ? t('common.yes') : ''}</td>
      <td className={formula ? 'wrap' : undefined}><code>{formula}</code></td><td>{field.sensitivity ?? ''}</td><td className="muted">{t(field.custom ? 'admin.custom' : 'admin.systemField')}</td>
      <td className="right">
        {changeable && (
          <span className="row" style={{ justifyContent: 'flex-end' }}>
            <Button size="small" type="text" icon={<EditOutlined />} aria-label={t('build.changeField', { name })} onClick={() => onEdit(stored)} />
            {can('field.convert') && (kinds.find((one) => one.key === stored.kind)?.converts_to.length ?? 0) > 0 && (
              <Button size="small" type="text" icon={<SwapOutlined />} aria-label={t('build.convertOf', { name })} title={t('build.convertOf', { name })} onClick={() => onConvert({ field: stored })} />
            )}
            {can('field.revert_conversion') && before && (
              <Button size="small" type="text" icon={<RollbackOutlined />} aria-label={t('build.revertOf', { name })} title={t('build.revertOf', { name })} onClick={() => onConvert({ field: stored, back: before })} />
            )}
            {field.key !== object.title_field && (
              <ActionButton name="field.remove" size="small" type="text" icon={<DeleteOutlined />} aria-label={t('designer.removeOf', { name })} fixed={{ object: object.key, key: field.key }} note={colonWords(name, t('build.removeNote'))}><></></ActionButton>
            )}
          </span>
        )}
      </td>
    </tr>
  )
}

/** Fields that were removed: their values wait to be restored. */
export function FieldBin({ object, defined }: { object: ObjectDef; defined: DefinedObject }) {
  const { t } = useTranslation()
  if (defined.removed.length === 0) return <div className="blank">{t('build.binEmpty')}</div>
  return (
    <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('build.tabs.bin')}>
      <table className="sheet acting">
        <thead><tr><th>{t('common.field')}</th><th>{t('admin.key')}</th><th>{t('admin.kind')}</th><th>{t('build.removedAt')}</th><th><span className="visually-hidden">{t('common.more')}</span></th></tr></thead>
        <tbody>
          {defined.removed.map((field) => (
            <tr key={field.key}>
              <td>{pick(field.label)}</td><td><code>{field.key}</code></td><td>{kindWords(field.kind)}</td><td>{field.removed_at ? formatInstant(field.removed_at) : ''}</td>
              <td className="right">
                <span className="row" style={{ justifyContent: 'flex-end' }}>
                  <ActionButton name="field.restore" size="small" fixed={{ object: object.key, key: field.key }} />
                  <ActionButton name="field.purge" size="small" fixed={{ object: object.key, key: field.key }} note={colonWords(pick(field.label), t('build.purgeNote'))} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
