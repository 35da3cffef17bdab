import type { FieldDef, ObjectDef } from '@/api/types'
import { specOf } from '../fields/registry'
import type { FieldSpec } from '../fields/types'

export interface Column { key: string; field: FieldDef; spec: FieldSpec; isTitle: boolean; masked: boolean }

/** Resolved once per column, never per cell. */
export function columnsOf(object: ObjectDef, keys: string[]): Column[] {
  return keys.flatMap((key) => {
    const field = object.fields.find((f) => f.key === key)
    return field && field.kind !== 'children' ? [{ key, field, spec: specOf(field.kind), isTitle: key === object.title_field, masked: field.revealable ?? field.access === 'masked' }] : []
  })
}

export function gridTemplate(columns: Column[], selectable: boolean): string {
  return [...(selectable ? ['40px'] : []), ...columns.map(({ spec }) => `minmax(${spec.width}px, ${spec.width}fr)`)].join(' ')
}
