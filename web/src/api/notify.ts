import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Label } from './types'

export interface Told { id: string; at: string; reason: 'mentioned' | 'followed' | 'alerted'; label: Label; object: string; record_id: string; title: string; actor: string; note: string | null; read: boolean }

/** What I was told; asked again each half minute, and when something changed. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: () => get<{ items: Told[]; unread: number }>('/notifications'),
  staleTime: 15_000,
  refetchInterval: 30_000,
})

export const followersQuery = (object: string, id: string) => queryOptions({
  queryKey: ['followers', object, id],
  queryFn: () => get<{ count: number; mine: boolean }>(`/followers/${object}/${id}`),
})
