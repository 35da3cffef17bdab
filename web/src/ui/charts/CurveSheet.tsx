import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatPercent } from '@/lib/percent'
import { useAppearance } from '../theme/appearance'
import { EmptyState } from '../states'
import { chartColors } from '../theme/theme'

interface Line { name: string; values: (string | null)[] }
interface Props { title: string; help: string; asOf: string; none: string; xName: string; head: string; xs: number[]; lines: Line[] }

const W = 560
const H = 190
const LEFT = 48
const NAME = 12
const DASHES = ['', '6 3', '2 3', '8 3 2 3']

/** The next of 1, 2, 4, 5 or 10 times a power of ten: an axis that ends at a plain number. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 4, 5, 10].map((n) => n * power).find((n) => n >= value * 0.999) ?? value
}

/** Heights of the names at the right, in the order of their lines' ends and never on each other. */
function spread(wanted: number[]): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[b]! - wanted[a]!)
  const found = [...wanted]
  let below = H - 12
  for (const at of order) {
    found[at] = Math.min(wanted[at]!, below - NAME)
    below = found[at]!
  }
  return found
}

function Curves({ title, xs, lines, xName }: Pick<Props, 'title' | 'xs' | 'lines' | 'xName'>) {
  const { mode } = useAppearance()
  const most = roundUp(Math.max(0.01, ...lines.flatMap((line) => line.values.map((v) => Number(v ?? 0)))))
  const x = (at: number) => LEFT + (at * (W - LEFT - 64)) / Math.max(1, xs.length - 1)
  const y = (value: number) => H - 26 - (value * (H - 40)) / most
  const places = spread(lines.map((line) => y(Number(line.values.findLast((value) => value !== null && value !== undefined) ?? 0))))
  const ticks = [0, most / 2, most]
  return (
    <svg viewBox={`0 0 ${W} ${H}`} width="100%" role="img" aria-label={title} style={{ display: 'block', fontSize: 11, fill: 'var(--text-2)' }}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={W - 64} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">{formatPercent(tick.toFixed(4), 1)}</text>
        </g>
      ))}
      {xs.map((month, at) => (at % Math.ceil(xs.length / 12) === 0 ? <text key={month} x={x(at)} y={H - 12} textAnchor="middle">{month}</text> : null))}
      <text x={(LEFT + W - 64) / 2} y={H} textAnchor="middle">{xName}</text>
      {lines.map((line, index) => {
        const at = places[index]!
        const points = line.values.flatMap((value, at) => (value === null || value === undefined ? [] : [{ at, value: Number(value) }]))
        const last = points[points.length - 1]
        if (!last) return null
        const color = chartColors[mode][index % 8]
        return (
          <g key={line.name}>
            <polyline points={points.map((p) => `${x(p.at)},${y(p.value)}`).join(' ')} fill="none" stroke={color} strokeWidth="1.6" strokeDasharray={DASHES[index % 4]} />
            <circle cx={x(last.at)} cy={y(last.value)} r="2.5" fill={color} />
            <text x={W - 58} y={at + 4} style={{ fill: color, fontSize: 10 }}>{line.name}</text>
          </g>
        )
      })}
    </svg>
  )
}

/** Curves as a small drawing of our own: the home page must not wait for the chart library. Newest eight lines; the table has all. */
export function CurveSheet({ title, help, asOf, none, xName, head, xs, lines }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  return (
    <section className="panel bar-sheet" aria-label={title}>
      <div className="row panel-title">
        <h2 className="grow">{title}</h2>
        <Segmented size="small" value={shown} onChange={setShown} aria-label={title} options={[{ value: 'chart' as const, label: t('common.chart') }, { value: 'table' as const, label: t('common.table') }]} />
        <span className="muted small num">{asOf.slice(0, 10)}</span>
      </div>
      <p className="muted small" style={{ padding: '0 16px 8px' }}>{help}</p>
      {lines.length === 0 ? <EmptyState title={none} tight /> : shown === 'chart' ? <div style={{ padding: '0 16px' }}><Curves title={title} xs={xs} lines={lines.slice(-8)} xName={xName} /></div> : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={title} style={{ maxHeight: 240, overflowY: 'auto' }}>
          <table className="sheet">
            <thead><tr><th>{head}</th>{xs.map((month) => <th key={month} className="right">{month}</th>)}</tr></thead>
            <tbody>{lines.map((line) => <tr key={line.name}><td>{line.name}</td>{line.values.map((value, at) => <td key={at} className="right">{value === null ? '—' : formatPercent(value)}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
