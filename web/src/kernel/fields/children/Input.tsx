import { Button } from 'antd'
import { DeleteOutlined, PlusOutlined, UndoOutlined } from '@ant-design/icons'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pick } from '@/lib/i18n'
import { specOf } from '../registry'
import type { InputProps } from '../types'
import { changeRow, columnsOfRows, removeRow, rowsOf, targetOf } from './rows'
import './children.css'

/** Rows entered in place; Alt-Enter adds one. */
export function Input({ id, field, value, onChange, onBlur, describedBy, invalid }: InputProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const object = targetOf(field)
  const rows = rowsOf(value)
  const columns = object ? columnsOfRows(object, field, true) : []
  const name = object ? pick(object.label) : ''
  const add = () => {
    const started = Object.fromEntries(columns.filter((one) => one.default !== undefined && one.default !== null).map((one) => [one.key, one.default]))
    onChange([...rows, started])
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('tbody tr:last-child :is(input,textarea)')?.focus())
  }
  return (
    <div id={id} ref={box} role="group" tabIndex={-1} aria-label={pick(field.label)} aria-describedby={describedBy} aria-invalid={invalid} onKeyDown={(event) => {
      if (event.key === 'Enter' && event.altKey) { event.preventDefault(); event.stopPropagation(); add() }
    }}>
      {rows.length > 0 && (
        <div className="rows-scroll">
          <table className="rows">
            <thead><tr>{columns.map((one) => <th key={one.key} scope="col">{pick(one.label)}{one.required && <span className="tone-bad"> *</span>}</th>)}<th aria-label={t('common.delete')} /></tr></thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={row.id ?? `new-${at}`} className={row._delete ? 'going' : undefined}>
                  {columns.map((one) => {
                    const { Input: Cell } = specOf(one.kind)
                    const cell = `${id}-${at}-${one.key}`
                    return (
                      <td key={one.key} data-label={pick(one.label)} style={{ minWidth: specOf(one.kind).width }}>
                        <label htmlFor={cell} className="visually-hidden">{t('form.cell', { n: at + 1, name: pick(one.label) })}</label>
                        <Cell id={cell} field={one} value={row[one.key]} label={(row._labels as Record<string, string> | undefined)?.[one.key]} onChange={(next) => onChange(changeRow(rows, at, one.key, next))} onBlur={onBlur} />
                      </td>
                    )
                  })}
                  <td className="rows-tool">
                    <Button type="text" size="small" icon={row._delete ? <UndoOutlined /> : <DeleteOutlined />} aria-label={t(row._delete ? 'form.keepRow' : 'form.dropRow', { n: at + 1 })} onClick={() => onChange(removeRow(rows, at))} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Button size="small" icon={<PlusOutlined />} onClick={add} disabled={!object?.rights.create} title="Alt+Enter">{t('form.addRow', { name })}</Button>
    </div>
  )
}
