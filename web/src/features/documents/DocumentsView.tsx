import { FileOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiUrl, call } from '@/api/client'
import { queryClient, recordsQuery } from '@/api/queries'
import type { RecordRow } from '@/api/types'
import { fieldOf, useMe, useObject } from '@/kernel/catalog'
import { specOf } from '@/kernel/fields/registry'
import { FileButton } from '@/ui/FileButton'
import { tell, tellProblem } from '@/ui/notify'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { useBusy } from '@/ui/useBusy'

const LIMIT_BYTES = 20 * 1024 * 1024

function nameOf(record: RecordRow): string {
  return String(record.name ?? record._labels?.file_id ?? record.title ?? record.id)
}

function Preview({ record }: { record: RecordRow }) {
  const { t } = useTranslation()
  const file = String(record.file_id ?? record.id)
  const type = String(record.media_type ?? '')
  const address = apiUrl(`/files/${file}/content`)
  if (type.startsWith('image/')) return <img src={address} alt={nameOf(record)} style={{ maxWidth: '100%', maxHeight: 480 }} />
  return <iframe src={address} title={`${t('documents.preview')} ${nameOf(record)}`} style={{ width: '100%', height: 480, border: '1px solid var(--line)', borderRadius: 6 }} />
}

/** Files of a record: sent by button or drop, looked at beside the list. */
export function DocumentsView({ owner, id, via }: { owner: string; id: string; via: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const object = useObject('document')
  const [shown, setShown] = useState<string | null>(null)
  const [busy, during] = useBusy()
  const { data, error, refetch } = useQuery({ ...recordsQuery('document', { filter: { field: via, op: 'eq', value: id }, limit: 100 }), enabled: Boolean(object) })
  const kind = object && (fieldOf(object, 'kind') ?? fieldOf(object, 'category'))
  const send = async (file: File) => {
    if (file.size > LIMIT_BYTES) { tellProblem(new Error(t('documents.tooBig'))); return }
    const body = new FormData()
    body.append('file', file)
    body.append('object', owner)
    body.append('record_id', id)
    await during(async () => {
      await call('POST', '/files', { body })
      tell(t('documents.uploaded', { name: file.name }))
      await queryClient.invalidateQueries({ queryKey: ['records', 'document'] })
    })
  }
  if (!object) return <EmptyState title={t('error.noRight')} tight />
  const upload = me.rights?.includes('file.attach') && (
    <FileButton size="small" label={t('documents.upload')} multiple loading={busy} onFile={(file) => void send(file)} />
  )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={3} />
  if (data.items.length === 0) return <EmptyState title={t('documents.none')} action={upload} tight />
  const open = data.items.find((item) => item.id === shown)
  return (
    <div className="stack" style={{ gap: 8 }}>
      {upload && <div>{upload}</div>}
      <ul>
        {data.items.map((item) => (
          <li key={item.id} className="row" style={{ minHeight: 34 }}>
            <FileOutlined />
            <button type="button" className="plain ellipsis" style={{ color: 'var(--accent)' }} aria-expanded={shown === item.id} onClick={() => setShown(shown === item.id ? null : item.id)}>{nameOf(item)}</button>
            {kind && Boolean(item[kind.key]) && <span className="muted small">{specOf(kind.kind).words(item[kind.key], kind)}</span>}
            <span className="grow" />
            {Boolean(item.file_id) && <a className="small" href={apiUrl(`/files/${String(item.file_id)}/content`)} target="_blank" rel="noreferrer">{t('common.open')}</a>}
          </li>
        ))}
      </ul>
      {open && <Preview record={open} />}
    </div>
  )
}
