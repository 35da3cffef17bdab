import { Button, Drawer, Progress } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiUrl, runAction } from '@/api/client'
import { isActive, jobsQuery, refreshAfter } from '@/api/queries'
import type { Job, Tone } from '@/api/types'
import { useCan } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { pick, say } from '@/lib/i18n'
import { tell, tellProblem } from '@/ui/notify'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { Status } from '@/ui/Status'
import { TakeButton, WaitingExports } from './Exports'

const tones: Record<Job['status'], Tone> = { queued: 'none', running: 'wait', completed: 'ok', failed: 'bad', canceled: 'none' }

/** Seconds left at the pace so far. */
function secondsLeft(job: Job): number | null {
  if (!job.total || job.done <= 0 || !job.started_at) return null
  const spent = (Date.now() - Date.parse(job.started_at)) / 1000
  return Math.max(0, Math.round((spent / job.done) * (job.total - job.done)))
}

function timeWords(seconds: number): string {
  return seconds >= 90 ? say('jobs.minutes', { n: Math.round(seconds / 60) }) : say('jobs.seconds', { n: seconds })
}

export function JobItem({ job }: { job: Job }) {
  const { t } = useTranslation()
  const can = useCan()
  const active = isActive(job)
  const left = active ? secondsLeft(job) : null
  const cancel = async () => {
    try {
      await runAction('job.cancel', { job_id: job.id })
      tell(t('jobs.canceled', { name: pick(job.label) }))
      await refreshAfter('job.cancel')
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
    <li className="panel panel-pad" style={{ padding: 12 }}>
      <div className="row">
        <b className="grow">{pick(job.label)}</b>
        <Status tone={tones[job.status] ?? 'none'}>{t(`jobs.status.${job.status}`)}</Status>
        {job.kind === 'print' && typeof job.result?.file_id === 'string' && <a className="small" href={apiUrl(`/files/${job.result.file_id}/content`)} target="_blank" rel="noreferrer">{t('common.open')}</a>}
        {job.kind === 'export' && job.status === 'completed' && <TakeButton jobId={job.id} />}
        {active && can('job.cancel') && <Button size="small" onClick={() => void cancel()}>{t('common.cancel')}</Button>}
      </div>
      {active && <Progress percent={job.total ? Math.floor((100 * job.done) / job.total) : 0} size="small" aria-label={`${pick(job.label)} ${t('jobs.progress')}`} />}
      <p className="muted small num">
        {job.total !== null && job.total > 0 && t('jobs.doneOf', { done: job.done.toLocaleString(), total: job.total.toLocaleString() })}
        {left !== null && ` · ${t('jobs.left', { time: timeWords(left) })}`}
        {job.started_at && ` · ${t('jobs.started', { at: formatInstant(job.started_at) })}`}
      </p>
      {job.message && <p className={`small job-message${job.status === 'failed' ? ' tone-bad' : ''}`}>{pick(job.message)}</p>}
    </li>
  )
}

export default function JobsDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { data, isPending, error, refetch } = useQuery(jobsQuery)
  return (
    <Drawer open onClose={onClose} title={t('jobs.title')} size={420}>
      <WaitingExports />
      {isPending ? <Bones lines={4} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : data.items.length === 0 ? <EmptyState title={t('jobs.none')} tight /> : (
        <ul className="stack" style={{ gap: 8 }}>{data.items.map((job) => <JobItem key={job.id} job={job} />)}</ul>
      )}
    </Drawer>
  )
}
