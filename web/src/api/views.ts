import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Label, SavedView } from './types'

export interface Views { items: SavedView[]; default: string | null; roles: { key: string; label: Label }[] }

export function viewsQuery(object: string) {
  return queryOptions({ queryKey: ['views', object], staleTime: 60_000, queryFn: () => get<Views>(`/views/${object}`) })
}
