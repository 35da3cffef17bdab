import { Checkbox } from 'antd'
import { EyeOutlined, FlagFilled } from '@ant-design/icons'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow, Tone } from '@/api/types'
import { isMasked } from '@/lib/identity'
import { pick } from '@/lib/i18n'
import { CellEditor } from '../cells/CellEditor'
import type { Column } from '../columns'

interface Props {
  object: string
  at: number
  top: number
  template: string
  columns: Column[]
  lefts: (number | undefined)[]
  /** The color a rule gives the row, and the rule in words. */
  tone?: Tone
  why?: string
  record: RecordRow
  /** The column whose cell is being changed. */
  editing?: string
  onEdited?: (id: string, key: string, step: number) => void
  /** The cells that are chosen, as `first-last`. */
  picked?: string
  active: boolean
  selected?: boolean
  onToggle?: (id: string, through: boolean) => void
}

function same(a: Props, b: Props): boolean {
  return a.record === b.record && a.columns === b.columns && a.template === b.template && a.top === b.top && a.at === b.at && a.active === b.active && a.selected === b.selected && a.tone === b.tone && a.why === b.why && a.lefts === b.lefts && a.editing === b.editing && a.onEdited === b.onEdited && a.picked === b.picked && a.onToggle === b.onToggle
}

export const Row = memo(function Row({ object, at, top, template, columns, lefts, tone, why, record, editing, onEdited, picked, active, selected, onToggle }: Props) {
  const { t } = useTranslation()
  const [first, last] = (picked ?? '').split('-').map(Number)
  return (
    <div role="row" aria-rowindex={at + 2} data-row={at} className={`grid-row body${active ? ' active' : ''}${selected ? ' chosen' : ''}${tone ? ` tinted tint-${tone}` : ''}`} style={{ gridTemplateColumns: template, transform: `translateY(${top}px)` }}>
      {onToggle && (
        <div role="cell" className="cell select pinned" style={{ left: 0 }} data-select>
          <Checkbox checked={selected} aria-label={t('list.selectRow')} onChange={(event) => onToggle(record.id, event.nativeEvent.shiftKey)} />
        </div>
      )}
      {columns.map((column, place) => {
        const { key, field, spec, isTitle, masked } = column
        const value = record[key]
        const blank = value === null || value === undefined || value === ''
        const shown = blank ? <span className="muted">—</span> : <spec.Display field={field} value={value} label={record._labels?.[key]} />
        return (
          <div key={key} role="cell" data-cell={key} style={lefts[place] === undefined ? undefined : { left: lefts[place] }} className={`cell${spec.align ? ' right' : ''}${lefts[place] === undefined ? '' : ' pinned'}${picked && place >= first! && place <= last! ? ' picked' : ''}`}>
            {why && place === 0 && <FlagFilled className={`tone-${tone}`} title={why} aria-label={why} />}
            {editing === key && onEdited ? <CellEditor object={object} column={column} record={record} onDone={(step) => onEdited(record.id, key, step)} /> : isTitle ? <a className="ellipsis title" data-title href={`/o/${object}/${record.id}`}>{shown}</a> : <span className="ellipsis">{shown}</span>}
            {masked && isMasked(value) && (
              <button type="button" className="plain eye" data-reveal={key} aria-label={`${t('list.reveal')} ${pick(field.label)}`}><EyeOutlined /></button>
            )}
          </div>
        )
      })}
    </div>
  )
}, same)
