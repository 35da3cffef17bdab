import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Filter, Label } from './types'

export type GranteeKind = 'user' | 'department' | 'role'
export interface Share {
  id: string
  kind: GranteeKind
  grantee: string
  label: Label
  access: 'read' | 'write'
  until_date: string | null
  ended: boolean
  note: string | null
  by: { id: string | null; name: string | null }
  at: string
}
/** Whom a record is shared with; `roles` are there for who may share it. */
export interface Shares { items: Share[]; may_share: boolean; roles: { key: string; label: Label }[] }

export function sharesQuery(object: string, id: string) {
  return queryOptions({ queryKey: ['shares', object, id], queryFn: () => get<Shares>(`/rights/shares/${object}/${id}`) })
}

/** What somebody shared with the caller. */
export const SHARED: Filter = { field: 'id', op: 'shared', value: true }

/** Every object and field by name, for who gives or examines rights. */
export interface RightsObject { key: string; label: Label; custom: boolean; fields: { key: string; label: Label }[] }
export const rightsObjectsQuery = queryOptions({ queryKey: ['rightsObjects'], staleTime: 60_000, queryFn: () => get<{ items: RightsObject[] }>('/rights/objects') })

export interface Explanation {
  user: { id: string; name: string }
  read: boolean
  create: boolean
  update: boolean
  delete: boolean
  field?: 'hidden' | 'masked' | 'read' | 'write'
  reasons: { about: 'object' | 'record' | 'field'; holds: boolean; text: Label }[]
}
export function explanationQuery(asked: { user?: string; object?: string; record_id?: string; field?: string }) {
  return queryOptions({ queryKey: ['explanation', asked], queryFn: () => get<Explanation>('/rights/explain', { ...asked }) })
}

export interface Viewer { id: string; name: string; by: 'scope' | 'share'; update: boolean }
export function viewersQuery(object: string, id: string) {
  return queryOptions({ queryKey: ['viewers', object, id], queryFn: () => get<{ items: Viewer[] }>('/rights/viewers', { object, record_id: id }) })
}
