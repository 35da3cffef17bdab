import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Portfolio } from '@/api/business'
import { formatPercent } from '@/lib/percent'
import { ChartPanel } from '@/ui/charts/ChartPanel'
import './portfolio.css'

const ratio = (value: number) => `${(value * 100).toFixed(1)} %`
const MARKS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow']

/** Vintage curves and score bands: what the risk of the book looks like over time and by score. */
export default function RiskCharts({ data, height = 280 }: { data: Portfolio; height?: number }) {
  const { t } = useTranslation()
  const { vintages, score_bands: bands } = data
  const vintageOption = useMemo(() => ({
    grid: { left: 8, right: 16, top: 36, bottom: 28, containLabel: true },
    legend: { top: 0 },
    tooltip: { valueFormatter: (value: number | null) => (value === null || value === undefined ? '—' : ratio(value)) },
    xAxis: { type: 'category', data: vintages.months_on_book, name: t('portfolio.monthsOnBook'), nameLocation: 'middle', nameGap: 24, boundaryGap: false },
    yAxis: { type: 'value', axisLabel: { formatter: (value: number) => ratio(value) } },
    series: vintages.cohorts.map((cohort, at) => ({
      name: cohort, type: 'line', symbol: MARKS[at % MARKS.length], symbolSize: 5, showSymbol: vintages.cohorts.length <= 8, lineStyle: { width: 1.5, type: at % 2 ? 'dashed' : 'solid' },
      data: (vintages.rates[at] ?? []).map((rate) => (rate === null ? null : Number(rate))),
    })),
  }), [vintages, t])
  const bandOption = useMemo(() => ({
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0 },
    xAxis: { type: 'category', data: bands.map((b) => b.band) },
    yAxis: [{ type: 'value' }, { type: 'value', max: 1, splitLine: { show: false }, axisLabel: { formatter: (value: number) => `${Math.round(value * 100)}%` } }],
    series: [
      { name: t('portfolio.applicants'), type: 'bar', data: bands.map((b) => b.applicants) },
      { name: t('portfolio.approved'), type: 'bar', data: bands.map((b) => b.approved) },
      { name: t('portfolio.badRate'), type: 'line', yAxisIndex: 1, symbol: 'triangle', symbolSize: 8, data: bands.map((b) => (b.bad_rate === null ? null : Number(b.bad_rate))), tooltip: { valueFormatter: (value: number | null) => (value === null ? '—' : ratio(value)) } },
    ],
  }), [bands, t])
  return (
    <div className="charts">
      <ChartPanel title={t('portfolio.vintages')} help={t('portfolio.vintagesHelp')} asOf={data.as_of} option={vintageOption} height={height}
        heads={[t('portfolio.cohort'), ...vintages.months_on_book.map((n) => t('portfolio.months', { n }))]}
        rows={vintages.cohorts.map((cohort, at) => [cohort, ...(vintages.rates[at] ?? []).map((rate) => (rate === null ? '—' : formatPercent(rate)))])} />
      <ChartPanel title={t('portfolio.bands')} help={t('portfolio.bandsHelp')} asOf={data.as_of} option={bandOption} height={height}
        heads={[t('portfolio.band'), t('portfolio.applicants'), t('portfolio.approved'), t('portfolio.approvalRate'), t('portfolio.badRate')]}
        rows={bands.map((b) => [b.band, b.applicants.toLocaleString(), b.approved.toLocaleString(), formatPercent(b.approval_rate), b.bad_rate === null ? '—' : formatPercent(b.bad_rate)])} />
    </div>
  )
}
