import { Segmented } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { downloadSheet } from './sheet'

const Chart = lazy(() => import('./Chart'))

interface Props { title: string; help: string; asOf: string; option: EChartsCoreOption; heads: string[]; rows: string[][]; height?: number }

/** A figure with what it counts, as of when, and the same data as a table and a file. */
export function ChartPanel({ title, help, asOf, option, heads, rows, height = 280 }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'chart' | 'table'>('chart')
  return (
    <section className="panel panel-pad" data-guide="chart" aria-label={title}>
      <div className="row">
        <h2 className="grow ellipsis">{title}</h2>
        <Segmented size="small" value={shown} onChange={setShown} aria-label={title} options={[{ value: 'chart' as const, label: t('common.chart') }, { value: 'table' as const, label: t('common.table') }]} />
        <Button size="small" type="text" icon={<DownloadOutlined />} aria-label={`${t('common.export')} ${title}`} onClick={() => downloadSheet(`${title}.csv`, heads, rows)} />
      </div>
      <p className="muted small" style={{ marginBottom: 8 }}>{help} · {t('common.asOf', { date: asOf.slice(0, 10) })}</p>
      {shown === 'chart' ? <Suspense fallback={<div style={{ height }} />}><Chart option={option} label={`${title}。${help}`} height={height} /></Suspense> : (
        <div className="scroll-x" style={{ height, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={title}>
          <table className="sheet">
            <thead><tr>{heads.map((head, at) => <th key={head} className={at > 0 ? 'right' : ''}>{head}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <tr key={row[0]}>{row.map((cell, at) => <td key={at} className={at > 0 ? 'right' : ''}>{cell}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}
