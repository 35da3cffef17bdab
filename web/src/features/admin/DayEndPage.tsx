import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { isActive, jobsQuery, meQuery, queryClient, refreshAfter } from '@/api/queries'
import { JobItem } from '@/features/jobs/JobsDrawer'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { useCan, useMe } from '@/kernel/catalog'
import { Input as DayInput } from '@/kernel/fields/date/Input'
import { addDays, daysBetween } from '@/lib/dates'
import { ask, problemWords, tell } from '@/ui/notify'
import { EmptyState } from '@/ui/states'
import { useBusy } from '@/ui/useBusy'
import './admin.css'

/** Day-end: the business date, run through a day, progress and earlier runs. */
export function DayEndPage() {
  const { t } = useTranslation()
  const me = useMe()
  const can = useCan()
  const keyOf = useActionKey()
  const [through, setThrough] = useState<string | null>(null)
  const [fault, setFault] = useState('')
  const [busy, during] = useBusy((error) => setFault(problemWords(error)))
  const { data } = useQuery(jobsQuery)
  const runs = (data?.items ?? []).filter((job) => /day.?end/.test(job.kind))
  const running = runs.some(isActive)
  const was = useRef(running)
  useEffect(() => {
    // The business date moves when a run ends.
    if (was.current && !running) { void queryClient.invalidateQueries({ queryKey: meQuery.queryKey }); void refreshAfter('day_end.run') }
    was.current = running
  }, [running])
  const day = through ?? addDays(me.business_date, 1)
  const run = async () => {
    const days = daysBetween(me.business_date, day)
    if (!(await ask(t('admin.run'), t('admin.confirmRun', { date: day, count: days }), t('admin.run')))) return
    setFault('')
    await during(async () => {
      const input = { through_date: day }
      await runAction('day_end.run', input, keyOf({ ...input, runs: runs.length }))
      tell(t('admin.dayEndStarted', { date: day }))
      setThrough(null)
      await Promise.all([queryClient.invalidateQueries({ queryKey: jobsQuery.queryKey }), queryClient.invalidateQueries({ queryKey: meQuery.queryKey })])
    })
  }
  return (
    <div className="page day-end stack">
      <h1>{t('admin.dayEnd')}</h1>
      <section className="panel panel-pad stack" data-guide="page-head">
        <dl className="figures"><div className="figure"><dt>{t('admin.businessDate')}</dt><dd>{me.business_date}</dd></div></dl>
        <p className="muted">{t('admin.dayEndHelp')}</p>
        {can('day_end.run') && (
          <div>
            <label htmlFor="through" style={{ fontWeight: 500 }}>{t('admin.runThrough')}</label>
            <div className="row" style={{ marginTop: 4 }}>
              <div style={{ width: 180 }}><DayInput id="through" field={{ key: 'through_date', kind: 'date', label: { zh: '', en: '' }, required: true, min: me.business_date }} value={day} onChange={(next) => setThrough(next as string | null)} describedBy="through-fault" /></div>
              <Button type="primary" loading={busy} disabled={running} onClick={() => void run()}>{t('admin.run')}</Button>
            </div>
            <p id="through-fault" className="tone-bad small" role={fault ? 'alert' : undefined}>{fault}</p>
          </div>
        )}
      </section>
      <section>
        <h2 style={{ marginBottom: 8 }}>{t('admin.dayEndHistory')}</h2>
        {runs.length === 0 ? <div className="panel"><EmptyState title={t('admin.noRuns')} tight /></div> : <ul className="stack" style={{ gap: 8 }}>{runs.map((job) => <JobItem key={job.id} job={job} />)}</ul>}
      </section>
    </div>
  )
}
