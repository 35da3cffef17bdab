import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { homeQuery, portfolioQuery, recordsQuery } from '@/api/queries'
import type { HomeFigure } from '@/api/business'
import { menuEntries, useCatalog, useMe } from '@/kernel/catalog'
import { formatInstant, localDay, relativeInstant } from '@/lib/dates'
import { localeTag, pick } from '@/lib/i18n'
import { formatAmount, formatMoney } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { readStored, writeStored } from '@/lib/storage'
import { BarSheet } from '@/ui/charts/BarSheet'
import { CurveSheet } from '@/ui/charts/CurveSheet'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import './home.css'

/** Open tasks of one's own, and those that wait for anybody of one's role. */
const MINE = { and: [{ field: 'status', op: 'eq', value: 'open' }, { or: [{ field: 'assignee_id', op: 'eq', value: '$user.id' }, { field: 'assignee_id', op: 'is_null', value: true }] }] }

function figureWords(figure: HomeFigure): string {
  if (figure.unit === 'money') return formatMoney(figure.value)
  return figure.unit === 'percent' ? formatPercent(figure.value) : formatAmount(figure.value, 0)
}

/** As many as there were the last time, so that nothing moves when they come. */
function FigureBones({ count }: { count: number }) {
  return (
    <section className="panel panel-pad" aria-busy>
      <div className="row" style={{ marginBottom: 8 }}><h2>&nbsp;</h2></div>
      <dl className="figures">
        {Array.from({ length: count }, (_, at) => <div key={at} className="figure"><dt>&nbsp;</dt><dd><span className="bone" style={{ display: 'inline-block', width: '60%' }} /></dd></div>)}
      </dl>
    </section>
  )
}

function Figures() {
  const { t } = useTranslation()
  const { data, isPending, error, refetch } = useQuery(homeQuery)
  useEffect(() => { if (data) writeStored('home-figures', data.figures.length) }, [data])
  const expected = readStored('home-figures', 8)
  if (isPending) return expected > 0 && <FigureBones count={expected} />
  if (error) return <section className="panel"><ErrorState error={error} onRetry={() => void refetch()} tight /></section>
  // A role that counts nothing of it has no such panel.
  if (data.figures.length === 0) return null
  return (
    <section className="panel panel-pad" data-guide="home-figures" aria-label={t('home.figures')}>
      <div className="row" style={{ marginBottom: 8 }}>
        <h2 className="grow">{t('home.figures')}</h2>
        <span className="muted small num">{t('common.asOf', { date: /T/.test(data.as_of) ? formatInstant(data.as_of) : data.as_of })}</span>
      </div>
      <dl className="figures">
        {data.figures.map((figure) => (
          <div key={figure.key} className="figure">
            <dt>{pick(figure.label)}</dt>
            <dd>
              {figure.filter_object ? (
                <Link to="/o/$object" params={{ object: figure.filter_object } as never} search={{ filter: figure.filter ?? undefined } as never}>{figureWords(figure)}</Link>
              ) : figureWords(figure)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Tasks() {
  const { t } = useTranslation()
  const { data, isPending, error, refetch } = useQuery(recordsQuery('task', { filter: MINE, sort: 'due_at', limit: 6 }))
  const now = new Date()
  return (
    <section className="panel tasks-panel" data-guide="home-tasks" aria-label={t('home.tasks')}>
      <div className="row panel-title"><h2 className="grow">{t('home.tasks')}</h2><Link to="/inbox" className="small">{t('home.allTasks')}</Link></div>
      {isPending ? <Bones lines={6} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : data.items.length === 0 ? <EmptyState title={t('home.noTasks')} tight /> : (
        <ul>
          {data.items.map((task) => {
            const due = typeof task.due_at === 'string' ? task.due_at : null
            const late = due !== null && new Date(due) < now
            return (
              <li key={task.id}>
                <Link to="/inbox" search={{ task: task.id } as never} className="task-line">
                  <span className="grow ellipsis">{String(task.title ?? '')}</span>
                  {due && <span className={`small ${late ? 'tone-bad' : 'muted'}`} title={formatInstant(due)}>{late ? `${t('home.overdue')} · ` : ''}{relativeInstant(due, now, localeTag())}</span>}
                </Link>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function Book() {
  const { t } = useTranslation()
  const { data, isPending, error, refetch } = useQuery(portfolioQuery)
  if (isPending) return <div className="home-columns">{[0, 1].map((n) => <section key={n} className="panel" style={{ minHeight: 260 }}><Bones lines={6} /></section>)}</div>
  if (error) return <section className="panel"><ErrorState error={error} onRetry={() => void refetch()} tight /></section>
  return (
    <>
      <div className="home-columns">
        <BarSheet title={t('portfolio.funnel')} help={t('portfolio.funnelHelp')} asOf={data.as_of} none={t('portfolio.none')}
          heads={[t('portfolio.stage'), t('portfolio.n'), t('portfolio.amount')]}
          rows={data.funnel.map((f) => ({ name: pick(f.stage), size: f.count, cells: [f.count.toLocaleString(), f.amount ? formatAmount(f.amount) : '—'] }))} />
        <BarSheet title={t('portfolio.buckets')} help={t('portfolio.bucketsHelp')} asOf={data.as_of} none={t('portfolio.none')}
          heads={[t('portfolio.bucket'), t('portfolio.n'), t('portfolio.outstanding')]}
          rows={data.buckets.map((b) => ({ name: b.bucket, size: Number(b.outstanding), cells: [b.count.toLocaleString(), formatAmount(b.outstanding)], filter: { field: 'bucket', op: 'eq', value: b.bucket }, object: 'loan' }))} />
      </div>
      <div className="home-columns">
        <CurveSheet title={t('portfolio.vintages')} help={t('portfolio.vintagesHelp')} asOf={data.as_of} none={t('portfolio.none')} xName={t('portfolio.monthsOnBook')} head={t('portfolio.cohort')}
          xs={data.vintages.months_on_book} lines={data.vintages.cohorts.map((name, at) => ({ name, values: data.vintages.rates[at] ?? [] }))} />
        <BarSheet title={t('portfolio.bands')} help={t('portfolio.bandsHelp')} asOf={data.as_of} none={t('portfolio.none')}
          heads={[t('portfolio.band'), t('portfolio.applicants'), t('portfolio.approvalRate'), t('portfolio.badRate')]}
          rows={data.score_bands.map((b) => ({ name: b.band, size: b.applicants, cells: [b.applicants.toLocaleString(), formatPercent(b.approval_rate), b.bad_rate === null ? '—' : formatPercent(b.bad_rate)] }))} />
      </div>
    </>
  )
}

export function HomePage() {
  const { t } = useTranslation()
  const me = useMe()
  const { objects } = useCatalog()
  const tasks = objects.some((o) => o.key === 'task')
  const book = menuEntries(me.menu).some((item) => item.path === '/portfolio')
  return (
    <div className="page stack">
      <div className="page-head" style={{ marginBottom: 0 }}>
        <h1 className="grow">{t('home.hello', { name: me.user.name, day: new Intl.DateTimeFormat(localeTag(), { month: 'long', day: 'numeric', weekday: 'long', timeZone: 'UTC' }).format(new Date(`${me.business_date || localDay()}T00:00:00Z`)) })}</h1>
        {book && <Link to="/portfolio">{t('home.more')}</Link>}
      </div>
      <div className={tasks ? 'home-top' : undefined}>
        <Figures />
        {tasks && <Tasks />}
      </div>
      {book && <Book />}
    </div>
  )
}
