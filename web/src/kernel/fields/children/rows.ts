import type { FieldDef, ObjectDef } from '@/api/types'
import { findObject } from '../../catalog'

/** A row of a sub-table in a form: a record's values, and for one that is there already what was changed of it. */
export interface Row extends Record<string, unknown> { id?: string; version?: number; _changed?: string[]; _delete?: boolean }

export function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? (value as Row[]) : []
}

/** The columns of a sub-table: what its object's form asks, or its first list shows; never the way back, nor a table in a table. */
export function columnsOfRows(object: ObjectDef, field: FieldDef, entering: boolean): FieldDef[] {
  const keys = entering ? object.form.flatMap((section) => section.fields) : object.views[0]?.columns ?? []
  const chosen = keys.map((key) => object.fields.find((one) => one.key === key)).filter((one) => one !== undefined)
  const fits = chosen.filter((one) => one.key !== field.via && one.kind !== 'children' && !(entering && (one.read_only || one.access === 'read' || one.kind === 'auto_number')))
  return entering ? fits : fits.slice(0, 8)
}

export function targetOf(field: FieldDef): ObjectDef | undefined {
  return findObject(field.target ?? '')
}

export function changeRow(rows: Row[], at: number, key: string, value: unknown): Row[] {
  return rows.map((row, i) => (i === at ? { ...row, [key]: value, ...(row.id && { _changed: [...new Set([...(row._changed ?? []), key])] }) } : row))
}

/** A new row goes at once; one that is there is marked, and can be taken back until it is saved. */
export function removeRow(rows: Row[], at: number): Row[] {
  return rows[at]?.id ? rows.map((row, i) => (i === at ? { ...row, _delete: !row._delete } : row)) : rows.filter((_, i) => i !== at)
}
