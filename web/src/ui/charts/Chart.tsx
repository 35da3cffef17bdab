import { BarChart, FunnelChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useAppearance } from '../theme/appearance'
import { chartColors } from '../theme/theme'

register([BarChart, LineChart, PieChart, FunnelChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface Props { option: EChartsCoreOption; label: string; height?: number; onPick?: (at: number) => void }

/** An ECharts figure in the theme's palette; a click tells which of its data was meant. */
export default function Chart({ option, label, height = 280, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const { mode } = useAppearance()
  const pick = useEffectEvent((at: number) => onPick?.(at))
  useEffect(() => {
    if (!box.current) return
    const style = getComputedStyle(document.documentElement)
    const tone = (name: string) => style.getPropertyValue(name).trim()
    const chart = init(box.current, undefined, { renderer: 'canvas' })
    const axis = { axisLine: { lineStyle: { color: tone('--line-strong') } }, axisLabel: { color: tone('--text-2') }, splitLine: { lineStyle: { color: tone('--line') } }, nameTextStyle: { color: tone('--text-2') } }
    const dressed = (one: { axisLabel?: object; splitLine?: object }) => ({ ...axis, ...one, axisLabel: { ...axis.axisLabel, ...one.axisLabel }, splitLine: { ...axis.splitLine, ...one.splitLine } })
    const dress = (one: unknown) => (Array.isArray(one) ? one.map(dressed) : dressed((one ?? {}) as object))
    chart.setOption({
      color: chartColors[mode], animationDuration: 200, textStyle: { fontFamily: 'inherit' },
      ...option,
      tooltip: { trigger: 'axis', confine: true, backgroundColor: tone('--panel'), borderColor: tone('--line-strong'), textStyle: { color: tone('--text'), fontSize: 12 }, ...(option.tooltip as object) },
      legend: option.legend ? { textStyle: { color: tone('--text-2') }, inactiveColor: tone('--line-strong'), type: 'scroll', ...(option.legend as object) } : undefined,
      // A pie or a funnel has no axes.
      ...(option.xAxis || option.yAxis ? { xAxis: dress(option.xAxis), yAxis: dress(option.yAxis) } : {}),
    })
    chart.on('click', ({ dataIndex }) => { if (typeof dataIndex === 'number') pick(dataIndex) })
    const watcher = new ResizeObserver(() => chart.resize())
    watcher.observe(box.current)
    return () => { watcher.disconnect(); chart.dispose() }
  }, [option, mode])
  return <div ref={box} role="img" aria-label={label} style={{ height }} />
}
