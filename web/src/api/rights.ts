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


export interface Fact { label: Label; value: string }
export type RequestStatus = 'waiting' | 'approved' | 'refused' | 'withdrawn' | 'expired'
/** A call that waits, or waited, for a second person. */
export interface SecondPersonRequest {
  id: string
  action: string
  label: Label
  object: string | null
  record_id: string | null
  requester: { id: string; name: string }
  requested_at: string
  expires_at: string
  reason: string | null
  facts: Fact[]
  status: RequestStatus
  decider: string | null
  decided_at: string | null
  opinion: string | null
  may: ('approve' | 'refuse' | 'withdraw')[]
}
export interface SecondPersonRule {
  action: string
  label: Label
  mode: 'always' | 'never' | 'declared' | 'amount'
  installed: 'always' | 'never' | 'declared'
  by_amount: boolean
  from_amount: string | null
}

export const requestsQuery = (state: 'waiting' | 'decided') =>
  queryOptions({ queryKey: ['secondPerson', state], queryFn: () => get<{ items: SecondPersonRequest[] }>('/second-person/requests', { state }) })

export const rulesQuery = queryOptions({ queryKey: ['secondPerson', 'rules'], queryFn: () => get<{ items: SecondPersonRule[] }>('/second-person/rules') })

/** Whether an answer says that nothing was done yet: a second person was asked. */
export function waits(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'second_person' in result
}
