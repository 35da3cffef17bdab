import { Button, Modal, Radio } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { isMasked } from '@/lib/identity'
import { tell } from '@/ui/notify'
import { useBusy } from '@/ui/useBusy'
import { fieldOf, titleOf } from '../catalog'
import { specOf } from '../fields/registry'
import { isBlank } from '../form/check'
import { isEditable } from './sections'

const SHOWN = 5

interface Duplicate { record: RecordRow; agree: string[] }

/** Records that agree with this one in what identifies it, to be merged into it. */
export function Duplicates({ object, record }: { object: ObjectDef; record: RecordRow }) {
  const { t } = useTranslation()
  const [merging, setMerging] = useState<Duplicate | null>(null)
  const { data } = useQuery({ queryKey: ['duplicates', object.key, record.id, record.version], queryFn: () => get<{ items: Duplicate[] }>(`/records/${object.key}/${record.id}/duplicates`) })
  const found = data?.items ?? []
  if (found.length === 0) return null
  return (
    <section className="note warn" style={{ marginBottom: 12 }} aria-label={t('detail.duplicates', { count: found.length })}>
      <b>{t('detail.duplicates', { count: found.length })}</b>
      <ul className="plain-list">
        {found.slice(0, SHOWN).map((one) => (
          <li key={one.record.id} className="row">
            <div className="grow"><Link to="/o/$object/$id" params={{ object: object.key, id: one.record.id } as never}>{titleOf(object, one.record)}</Link> <span className="muted small">{t('detail.agree', { fields: listWords(one.agree.map((key) => pick(fieldOf(object, key)?.label))) })}</span></div>
            <Button size="small" onClick={() => setMerging(one)}>{t('detail.merge')}</Button>
          </li>
        ))}
        {found.length > SHOWN && <li className="muted small">{t('detail.duplicatesMore', { n: found.length - SHOWN })}</li>}
      </ul>
      {merging && <MergeDialog object={object} record={record} duplicate={merging} onClose={() => setMerging(null)} />}
    </section>
  )
}

/** Both values of each field in which they differ; what this record lacks is taken over unless said otherwise. */
function MergeDialog({ object, record, duplicate: { record: other, agree }, onClose }: { object: ObjectDef; record: RecordRow; duplicate: Duplicate; onClose: () => void }) {
  const { t } = useTranslation()
  const same = (field: FieldDef) => JSON.stringify(record[field.key] ?? null) === JSON.stringify(other[field.key] ?? null)
  /** Alike as far as they are shown; what the mask hides may differ. */
  const hidden = (field: FieldDef) => same(field) && isMasked(record[field.key]) && !agree.includes(field.key)
  const fields = object.fields.filter((field) => isEditable(object, field) && field.kind !== 'children' && (!same(field) || hidden(field)))
  const [taken, setTaken] = useState<ReadonlySet<string>>(() => new Set(fields.filter((field) => isBlank(record[field.key])).map((field) => field.key)))
  const [busy, during] = useBusy()
  const title = titleOf(object, other)
  const choose = (key: string, take: boolean) => { const next = new Set(taken); if (take) next.add(key); else next.delete(key); setTaken(next) }
  const words = (field: FieldDef, row: RecordRow) => (isBlank(row[field.key]) ? '—' : row._labels?.[field.key] ?? specOf(field.kind).words(row[field.key], field))
  const merge = () => during(async () => {
    const { moved } = await runAction<{ moved: number }>('record.merge', { object: object.key, keep: record.id, drop: other.id, take: [...taken] })
    await refreshAfter('record.merge')
    tell(t('detail.merged', { title, count: moved }))
    onClose()
  })
  return (
    <Modal open title={t('detail.mergeWith', { title })} onCancel={onClose} onOk={() => void merge()} okText={t('detail.merge')} okButtonProps={{ danger: true, loading: busy }} width={680}>
      <p style={{ marginBottom: 12 }}>{t(fields.length > 0 ? 'detail.mergeHelp' : 'detail.mergeAlike', { title })}</p>
      {fields.length > 0 && <div className="scroll-x" tabIndex={0} role="region" aria-label={t('detail.merge')}><table className="sheet">
        <thead><tr><th>{t('common.field')}</th><th>{t('detail.this')}</th><th>{t('detail.other')}</th></tr></thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.key}>
              <td>{pick(field.label)}{hidden(field) && <div className="muted small">{t('detail.behindMask')}</div>}</td>
              <td className="wrap"><Radio checked={!taken.has(field.key)} onChange={() => choose(field.key, false)}>{words(field, record)}</Radio></td>
              <td className="wrap"><Radio checked={taken.has(field.key)} onChange={() => choose(field.key, true)}>{words(field, other)}</Radio></td>
            </tr>
          ))}
        </tbody>
      </table></div>}
    </Modal>
  )
}
