import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'

/** How people log in here. */
export interface Methods { demo: boolean; provider: string | null }
export const methodsQuery = queryOptions({ queryKey: ['auth', 'methods'], staleTime: Infinity, queryFn: () => get<Methods>('/auth/methods') })
