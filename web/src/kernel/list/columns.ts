import { useMemo, useState } from 'react'
import type { FieldDef, ObjectDef, ViewDef } from '@/api/types'
import { readStored, writeStored } from '@/lib/storage'
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

/** Columns of a view as the person has set them (kept in this browser). */
export function useColumns(object: ObjectDef, view: ViewDef) {
  const name = `columns:${object.key}:${view.key}`
  const [chosen, setChosen] = useState<Record<string, string[] | null>>({})
  const stored = useMemo(() => readStored<string[] | null>(name, null), [name])
  const keys = chosen[name] === undefined ? stored ?? view.columns : chosen[name] ?? view.columns
  const columns = useMemo(() => columnsOf(object, keys), [object, keys])
  const choose = (next: string[] | null) => { setChosen({ ...chosen, [name]: next }); writeStored(name, next) }
  return { columns, keys, choose }
}
