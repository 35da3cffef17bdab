import type { FieldDef, Label, ObjectDef } from '@/api/types'
import { fieldOf, findObject } from '../catalog'

export interface LaidSection { label: Label | null; fields: FieldDef[] }

/** The sections of an object's page; readable fields that no section names (custom ones) come last. */
export function sectionsOf(object: ObjectDef): LaidSection[] {
  const laid = (object.detail.sections ?? []).map((s) => ({ label: s.label as Label | null, fields: s.fields.map((key) => fieldOf(object, key)).filter((f): f is FieldDef => Boolean(f)) }))
  const placed = new Set(laid.flatMap((s) => s.fields.map((f) => f.key)))
  const rest = object.fields.filter((f) => !placed.has(f.key) && (laid.length === 0 || f.custom) && f.kind !== 'json')
  return [...laid, { label: null, fields: rest }].filter((s) => s.fields.length > 0)
}

/** The sub-tables on an object's page whose rows the caller may read. */
export function tablesOf(object: ObjectDef): string[] {
  return object.fields.filter((f) => f.kind === 'children' && findObject(f.target ?? '')?.rights.read).map((f) => f.key)
}

export function isEditable(object: ObjectDef, field: FieldDef): boolean {
  return object.rights.update && !field.read_only && field.access !== 'read' && field.kind !== 'auto_number' && !(field.access === 'masked')
}
