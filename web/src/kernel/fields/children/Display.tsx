import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { pick } from '@/lib/i18n'
import { Value } from '../Value'
import type { DisplayProps } from '../types'
import { columnsOfRows, rowsOf, targetOf } from './rows'
import './children.css'

/** The rows of a sub-table, each a link to its record. */
export function Display({ field, value }: DisplayProps) {
  const { t } = useTranslation()
  const object = targetOf(field)
  const rows = rowsOf(value)
  if (!object) return <span className="muted">{t('form.rows', { count: rows.length })}</span>
  if (rows.length === 0) return <span className="muted">{t('form.noRows', { name: pick(object.label) })}</span>
  const columns = columnsOfRows(object, field, false)
  return (
    <div className="rows-scroll">
      <table className="rows">
        <thead><tr>{columns.map((one) => <th key={one.key} scope="col">{pick(one.label)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((one) => (
                <td key={one.key} data-label={pick(one.label)}>
                  {one.key === object.title_field ? <Link to="/o/$object/$id" params={{ object: object.key, id: row.id } as never}><Value field={one} record={row as never} /></Link> : <Value field={one} record={row as never} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
