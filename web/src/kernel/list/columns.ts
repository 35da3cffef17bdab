import type { ColorRule, FieldDef, ObjectDef, RecordRow, Total, ViewDef } from '@/api/types'
import { meets } from '../filters/evaluate'
import { specOf } from '../fields/registry'
import type { FieldSpec } from '../fields/types'

export interface Column { key: string; field: FieldDef; spec: FieldSpec; isTitle: boolean; masked: boolean; width?: number; pinned?: boolean }
type Drawn = Pick<ViewDef, 'widths' | 'pinned'>

export const SELECT_WIDTH = 40
const PADDING = 24
export const NARROWEST = 60
const WIDEST = 1000

/** Resolved once per column, never per cell; those that stay in sight come first. */
export function columnsOf(object: ObjectDef, keys: string[], { widths = {}, pinned = [] }: Drawn = {}): Column[] {
  const found = keys.flatMap((key) => {
    const field = object.fields.find((f) => f.key === key)
    if (!field || field.kind === 'children') return []
    const column: Column = { key, field, spec: specOf(field.kind), isTitle: key === object.title_field, masked: field.revealable ?? field.access === 'masked' }
    if (widths[key] !== undefined) column.width = widths[key]
    if (pinned.includes(key)) column.pinned = true
    return [column]
  })
  return [...found.filter((one) => one.pinned), ...found.filter((one) => !one.pinned)]
}

export const widthOf = (column: Column): number => column.width ?? column.spec.width + (column.pinned ? PADDING : 0)
export const fittingWidth = (width: number): number => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)))

export function gridTemplate(columns: Column[], selectable: boolean): string {
  return [...(selectable ? [`${SELECT_WIDTH}px`] : []), ...columns.map((column) => (column.width !== undefined || column.pinned ? `${widthOf(column)}px` : `minmax(${column.spec.width}px, ${column.spec.width}fr)`))].join(' ')
}

export function gridWidth(columns: Column[], selectable: boolean): number {
  return columns.reduce((sum, column) => sum + (column.width ?? column.spec.width + PADDING), selectable ? SELECT_WIDTH : 0)
}

/** How far from the left each column that stays in sight stands; undefined for the others. */
export function pinnedLefts(columns: Column[], selectable: boolean): (number | undefined)[] {
  let left = selectable ? SELECT_WIDTH : 0
  return columns.map((column) => {
    if (!column.pinned) return undefined
    left += widthOf(column)
    return left - widthOf(column)
  })
}

/** Column keys with one moved so many places, or to where another stands. */
export function moved(keys: readonly string[], key: string, to: number | string): string[] {
  const rest = keys.filter((one) => one !== key)
  const at = typeof to === 'string' ? keys.indexOf(to) : keys.indexOf(key) + to
  return [...rest.slice(0, Math.max(0, at)), key, ...rest.slice(Math.max(0, at))]
}

const UNSURE = new Set(['within', 'under'])
/** The first rule that a record meets colors its row. */
export function ruleFor(rules: readonly ColorRule[] | undefined, record: RecordRow): ColorRule | undefined {
  return rules?.find((rule) => !UNSURE.has(rule.op) && meets(rule, record))
}

const NUMBERS = new Set(['number', 'money', 'percent', 'rating'])
/** What can be said of a column at its foot. */
export function totalsOf(field: FieldDef): Total[] {
  if (field.access === 'masked' || field.sortable === false) return ['count']
  if (NUMBERS.has(field.kind)) return ['count', 'sum', 'avg', 'min', 'max']
  return field.kind === 'date' || field.kind === 'datetime' ? ['count', 'min', 'max'] : ['count']
}
