import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { exportsQuery, type ExportItem } from '@/api/exports'
import { ActionDialog } from '@/kernel/actions/ActionDialog'
import { useAction } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { tellProblem } from '@/ui/notify'
import { Status } from '@/ui/Status'

/** Downloads the file of an export by a link made for this one time. */
export function TakeButton({ jobId }: { jobId: string }) {
  const { t } = useTranslation()
  const { data } = useQuery(exportsQuery)
  const found = data?.items.find((one) => one.job_id === jobId && one.mine && one.ready)
  if (!found) return null
  const take = async () => {
    try {
      const { url } = await runAction<{ url: string }>('export.take', { export_id: found.id })
      window.location.assign(url)
    } catch (error) {
      tellProblem(error)
    }
  }
  return <Button size="small" type="primary" ghost title={t('exports.until', { at: formatInstant(found.expires_at!) })} onClick={() => void take()}>{t('exports.download')}</Button>
}

/** Exports that wait for a second person: one's own, and those of others for who approves them. */
export function WaitingExports() {
  const { t } = useTranslation()
  const { data } = useQuery(exportsQuery)
  const approving = useAction('export.approve')
  const [deciding, setDeciding] = useState<{ id: string; approved: boolean } | null>(null)
  const shown = data?.items.filter((one) => one.status === 'waiting' || (one.mine && one.status === 'refused')) ?? []
  if (shown.length === 0) return null
  return (
    <ul className="stack" style={{ gap: 8, marginBottom: 8 }} aria-label={t('exports.asked')}>
      {shown.map((one) => (
        <li key={one.id} className="panel panel-pad" style={{ padding: 12 }}>
          <div className="row">
            <b className="grow">{words(one, t)}</b>
            <Status tone={one.status === 'waiting' ? 'wait' : 'bad'}>{t(`exports.status.${one.status}`)}</Status>
          </div>
          <p className="muted small">{[one.mine ? '' : one.by, formatInstant(one.at), one.reason, one.opinion && t('exports.opinion', { by: one.decided_by ?? '', words: one.opinion })].filter(Boolean).join(' · ')}</p>
          {!one.mine && approving && (
            <div className="row" style={{ marginTop: 8 }}>
              <Button size="small" type="primary" onClick={() => setDeciding({ id: one.id, approved: true })}>{t('exports.approve')}</Button>
              <Button size="small" onClick={() => setDeciding({ id: one.id, approved: false })}>{t('exports.refuse')}</Button>
            </div>
          )}
        </li>
      ))}
      {deciding && approving && <ActionDialog action={approving} fixed={{ export_id: deciding.id, approved: deciding.approved }} note={<p style={{ marginBottom: 12 }}>{t(deciding.approved ? 'exports.approveNote' : 'exports.refuseNote')}</p>} onClose={() => setDeciding(null)} />}
    </ul>
  )
}

function words(one: ExportItem, t: (key: string, values: Record<string, unknown>) => string): string {
  return t('exports.of', { name: pick(one.object_label) || one.object, n: one.rows.toLocaleString(), count: one.rows, format: one.format === 'xlsx' ? 'Excel' : 'CSV' })
}
