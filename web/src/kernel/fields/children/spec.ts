import { say } from '@/lib/i18n'
import { cleanValues, faultOf } from '../../form/check'
import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'
import { columnsOfRows, rowsOf, targetOf, type Row } from './rows'

export const children: FieldSpec = {
  kind: 'children', width: 160, wide: true, Display, Input, Filter,
  words: (value) => say('form.rows', { count: rowsOf(value).length }),
  check: (value, field) => {
    const object = targetOf(field)
    for (const [at, row] of rowsOf(value).entries()) {
      if (!object || row._delete || (row.id && !row._changed)) continue
      const fault = columnsOfRows(object, field, true).map((one) => faultOf(one, row[one.key])).find(Boolean)
      if (fault) return { key: 'form.inRow', values: { n: at + 1, fault } }
    }
    return null
  },
  // Only what is new, changed or deleted is sent.
  clean: (value, field) => {
    const object = targetOf(field)
    const columns = object ? columnsOfRows(object, field, true) : []
    return rowsOf(value).flatMap((row): Row[] => {
      if (row._delete) return [{ id: row.id, delete: true }]
      const filled = cleanValues(columns, row)
      if (!row.id) return [filled]
      return row._changed ? [{ id: row.id, version: row.version, ...Object.fromEntries(row._changed.map((key) => [key, filled[key] ?? null])) }] : []
    })
  },
}

