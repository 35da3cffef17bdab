import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { ButtonDef } from './pages'
import type { ActionSpec, Filter, Device, FieldOption, FieldSection, Label, ObjectDef, ViewDef } from './types'

export interface StoredCheck { expression: string; message: Label }
export interface StoredRollup { object: string; via: string; function: string; field?: string | null }
/** A custom field as it is defined. */
export interface StoredField {
  key: string
  kind: string
  label: Label
  help: Label | null
  required: boolean
  unique: boolean
  searchable: boolean
  max_length: number | null
  minimum: string | null
  maximum: string | null
  scale: number
  target: string | null
  only: Filter | null
  on_delete: string
  options: FieldOption[]
  sensitivity: string | null
  default: unknown
  default_expression: string | null
  checks: StoredCheck[]
  result: string | null
  expression: string | null
  rollup: StoredRollup | null
  removed_at?: string
  /** In the bin since a conversion: the field as it was before. */
  original?: StoredField
}
export interface DefinedObject {
  key: string
  custom: boolean
  archived: boolean
  settings: { label: Label; description?: Label; icon?: string | null; title_field: string; number_prefix?: string } | null
  fields: StoredField[]
  unique_keys: { fields: string[]; state: 'ready' | 'building' | 'failed' }[]
  removed: StoredField[]
}

export function definedObjectQuery(key: string) {
  return queryOptions({ queryKey: ['definedObject', key], queryFn: () => get<DefinedObject>(`/objects/${key}`) })
}

/** The form laid out anew for roles or devices; the first that fits is used. */
export interface FormVariant { label: Label; roles?: string[]; devices?: Device[]; form: FieldSection[] }
export interface LayoutBody {
  views: ViewDef[]
  form: FieldSection[]
  variants?: FormVariant[]
  detail: ObjectDef['detail']
  actions: (string | ButtonDef)[]
}
export interface Fault { pointer: string; code: string; message: Label }
export interface DefinitionVersion { version: number; at: string; by: string | null; reason: string | null; published: boolean }
export interface Definition<Body> {
  published: { version: number; body: Body } | null
  /** The last version, where none is in use any more. */
  withdrawn: { version: number; body: Body } | null
  withdrawable: boolean
  draft: { body: Body; by: string | null; at: string } | null
  /** What a save says it begins with, so that nobody's work is written over. */
  base: string
  versions: DefinitionVersion[]
  faults: Fault[]
}
export interface Difference { path: string; change: 'added' | 'removed' | 'changed' | 'moved'; old: unknown; new: unknown }

/** Saves of drafts that are under way: who comes back to a designer reads what she left. */
const saves = new Map<string, Promise<void>>()

export function noteSave(kind: string, key: string, save: Promise<void>): void {
  const name = `${kind}/${key}`
  saves.set(name, save)
  void save.then(() => { if (saves.get(name) === save) saves.delete(name) })
}

export function definitionQuery<Body>(kind: string, key: string) {
  return queryOptions({
    queryKey: ['definition', kind, key],
    // A designer begins with what is there now, never with what it read when it was last open.
    staleTime: 0,
    gcTime: 0,
    queryFn: async () => {
      await saves.get(`${kind}/${key}`)
      return get<Definition<Body>>(`/definitions/${kind}/${key}`)
    },
  })
}

/** What a designer begins with. */
export function bodyInWork<Body>(definition: Definition<Body>): Body | undefined {
  return (definition.draft ?? definition.published ?? definition.withdrawn)?.body
}

export interface DefinitionEntry<Body> { key: string; version: number | null; draft: boolean; withdrawn: boolean; body: Body }
export function definitionsQuery<Body>(kind: string) {
  return queryOptions({ queryKey: ['definitions', kind], queryFn: () => get<{ items: DefinitionEntry<Body>[] }>(`/definitions/${kind}`) })
}

export function differencesQuery(kind: string, key: string, old: number, next: number) {
  return queryOptions({
    // Read for one look: publishing takes away the draft it compares.
    queryKey: ['difference', kind, key, old, next],
    staleTime: 0,
    gcTime: 0,
    queryFn: () => get<{ changes: Difference[] }>(`/definitions/${kind}/${key}/diff`, { old, new: next }),
  })
}

/** An object with the draft of its layout as somebody of a role would see it; read for one look. */
export function layoutPreviewQuery(key: string, role: string | null) {
  return queryOptions({ queryKey: ['layoutPreview', key, role], staleTime: 0, gcTime: 0, retry: false, queryFn: () => get<ObjectDef>(`/definitions/layout/${key}/preview`, role ? { role } : {}) })
}

/** Every action with its inputs, also those the builder may not call. */
export const everyActionQuery = queryOptions({ queryKey: ['actions'], staleTime: 5 * 60_000, queryFn: () => get<{ items: ActionSpec[] }>('/actions') })

export const rolesQuery = queryOptions({ queryKey: ['roles'], staleTime: 60_000, queryFn: () => get<{ items: { key: string; label: Label }[] }>('/roles') })
