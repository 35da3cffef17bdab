import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { ChartShape } from '@/api/pages'
import type { ObjectDef } from '@/api/types'
import { fieldOf, useObject } from '@/kernel/catalog'
import { joinParts } from '@/kernel/filters/parts'
import { pick } from '@/lib/i18n'
import { colonWords, partWords } from '@/lib/phrases'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { figuresOf, measureLabel, measuresOf, type Figure } from '../figures'
import { filledFilter } from '../parameters'
import type { BlockProps } from './types'

const Chart = lazy(() => import('@/ui/charts/Chart'))
const DRAWN = 24

function optionOf(shape: ChartShape, figures: readonly Figure[], name: string): EChartsCoreOption {
  const data = figures.map((one) => ({ name: one.name, value: one.value }))
  const tooltip = { formatter: (given: unknown) => { const at = (Array.isArray(given) ? given[0] : given) as { dataIndex: number }; const one = figures[at.dataIndex]; return one ? `${escaped(one.name)}<br/><b>${escaped(one.words)}</b>` : '' } }
  if (shape === 'pie') return { tooltip: { trigger: 'item', ...tooltip }, series: [{ type: 'pie', name, radius: ['42%', '70%'], data, label: { formatter: '{b}  {d}%', color: 'inherit' } }] }
  if (shape === 'funnel') return { tooltip: { trigger: 'item', ...tooltip }, series: [{ type: 'funnel', name, left: '8%', right: '8%', top: 8, bottom: 8, gap: 2, data, label: { position: 'inside', formatter: (one: { dataIndex: number }) => `${figures[one.dataIndex]?.name}  ${figures[one.dataIndex]?.words}` } }] }
  return {
    tooltip,
    grid: { left: 8, right: 16, top: 16, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: data.map((one) => one.name), axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', axisLabel: { formatter: compact } },
    series: [shape === 'line' ? { type: 'line', name, data, symbolSize: 7 } : { type: 'bar', name, data, barMaxWidth: 40 }],
  }
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)
const compact = (value: number) => new Intl.NumberFormat(document.documentElement.lang, { notation: 'compact' }).format(value)

/** Figures in groups as a chart, and as the table of the same data; each leads to the records behind it. */
export function ChartBlock(props: BlockProps) {
  const object = useObject(props.block.object)
  return object ? <Groups {...props} object={object} /> : null
}

function Groups({ block, values, height, object }: BlockProps & { object: ObjectDef }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  const filter = useMemo(() => filledFilter(block.filter, values), [block.filter, values])
  const { data, error, refetch } = useQuery(groupsQuery(object.key, { by: block.by, measures: measuresOf(block.measure), filter }))
  const figures = useMemo(() => figuresOf(data?.groups ?? [], block.by ?? '', block.measure, object), [data, block.by, block.measure, object])
  const measure = measureLabel(block.measure, object)
  const drawn = useMemo(() => figures.slice(0, DRAWN), [figures])
  const option = useMemo(() => optionOf(block.shape ?? 'bar', drawn, measure), [block.shape, drawn, measure])
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={4} />
  if (figures.length === 0) return <EmptyState title={t('list.emptyFiltered', { name: pick(object.label_plural) })} tight />
  const behind = (one: Figure) => ({ filter: joinParts([filter, one.filter]) })
  const by = pick(fieldOf(object, block.by?.split(':')[0] ?? '')?.label)
  const help = t('pages.chartOf', { object: pick(object.label_plural), by, measure })
  const room = Math.max(120, height - 44)
  return (
    <div className="block-chart">
      <div className="row block-tools">
        <span className="muted small grow ellipsis">{help}{figures.length > DRAWN && shown === 'chart' ? ` · ${t('pages.drawn', { n: DRAWN, all: figures.length })}` : ''}</span>
        <Segmented size="small" value={shown} onChange={setShown} aria-label={help} options={[{ value: 'chart' as const, label: t('common.chart') }, { value: 'table' as const, label: t('common.table') }]} />
      </div>
      {shown === 'chart' ? (
        <Suspense fallback={<div style={{ height: room }} />}><Chart option={option} label={colonWords(help, partWords(drawn.map((one) => `${one.name} ${one.words}`)))} height={room} onPick={(at) => { const one = drawn[at]; if (one) void navigate({ to: '/o/$object', params: { object: object.key } as never, search: behind(one) as never }) }} /></Suspense>
      ) : (
        <div style={{ height: room, overflow: 'auto' }} tabIndex={0} role="region" aria-label={help}>
          <table className="sheet">
            <thead><tr><th>{by}</th><th className="right">{measure}</th></tr></thead>
            <tbody>{figures.map((one) => <tr key={one.name}><td><Link to="/o/$object" params={{ object: object.key } as never} search={behind(one) as never}>{one.name}</Link></td><td className="right">{one.words}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </div>
  )
}
