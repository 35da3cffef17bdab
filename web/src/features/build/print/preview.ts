import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'
import type { RecordRow } from '@/api/types'

/** The newest record that the builder sees, to look at a template with. */
export const listQuery = (object: string) => queryOptions({ queryKey: ['printRecord', object], queryFn: () => get<{ items: RecordRow[] }>(`/records/${object}`, { limit: 1 }) })
