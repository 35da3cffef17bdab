import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { portfolioQuery } from '@/api/queries'
import type { Portfolio } from '@/api/business'
import { localeTag, pick } from '@/lib/i18n'
import { formatAmount } from '@/lib/money'
import { ChartPanel } from '@/ui/charts/ChartPanel'
import { Bones, ErrorState } from '@/ui/states'
import RiskCharts from './RiskCharts'
import './portfolio.css'

function BookCharts({ data }: { data: Portfolio }) {
  const { t, i18n } = useTranslation()
  const funnel = useMemo(() => ({
    grid: { left: 8, right: 48, top: 8, bottom: 4, containLabel: true },
    xAxis: { type: 'value', splitNumber: 4 },
    yAxis: { type: 'category', inverse: true, data: data.funnel.map((f) => pick(f.stage)) },
    series: [{ name: t('portfolio.n'), type: 'bar', barMaxWidth: 22, data: data.funnel.map((f) => f.count), label: { show: true, position: 'right', color: 'inherit' } }],
  }), [data, t])
  const short = useMemo(() => new Intl.NumberFormat(localeTag(i18n.language === 'en' ? 'en' : 'zh'), { notation: 'compact' }), [i18n.language])
  const buckets = useMemo(() => ({
    grid: { left: 8, right: 8, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: data.buckets.map((b) => b.bucket) },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => short.format(value) } },
    tooltip: { valueFormatter: (value: number) => formatAmount(value.toFixed(2)) },
    series: [{ name: t('portfolio.outstanding'), type: 'bar', barMaxWidth: 36, data: data.buckets.map((b) => Number(b.outstanding)) }],
  }), [data, t, short])
  return (
    <div className="charts">
      <ChartPanel title={t('portfolio.funnel')} help={t('portfolio.funnelHelp')} asOf={data.as_of} option={funnel} heads={[t('portfolio.stage'), t('portfolio.n'), t('portfolio.amount')]}
        rows={data.funnel.map((f) => [pick(f.stage), f.count.toLocaleString(), f.amount ? formatAmount(f.amount) : '—'])} />
      <ChartPanel title={t('portfolio.buckets')} help={t('portfolio.bucketsHelp')} asOf={data.as_of} option={buckets} heads={[t('portfolio.bucket'), t('portfolio.n'), t('portfolio.outstanding')]}
        rows={data.buckets.map((b) => [b.bucket, b.count.toLocaleString(), formatAmount(b.outstanding)])} />
    </div>
  )
}

export function PortfolioPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(portfolioQuery)
  return (
    <div className="page stack">
      <h1>{t('portfolio.title')}</h1>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={12} height={600} /> : (
        <>
          <BookCharts data={data} />
          <RiskCharts data={data} height={320} />
        </>
      )}
    </div>
  )
}
