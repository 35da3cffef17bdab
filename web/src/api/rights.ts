import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Filter, Label } from './types'

export type GranteeKind = 'user' | 'department' | 'role'
export interface Share {
  id: string
  kind: GranteeKind
  grantee: string
  label: string
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
