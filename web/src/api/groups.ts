import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Filter } from './types'

export interface Group { by: (string | number | boolean | null)[]; labels: (string | null)[]; count: number; [measure: string]: unknown }
interface GroupQuery { by?: string; measures?: string[]; filter?: Filter | null; q?: string }

/** Figures over the records of a list: counted and summed on the server, in groups. */
export function groupsQuery(object: string, { by, measures, filter, q }: GroupQuery) {
  return queryOptions({
    queryKey: ['records', object, 'groups', by, measures, filter, q],
    queryFn: () => get<{ groups: Group[] }>(`/records/${object}:groups`, { by, measures: measures?.join(','), filter: filter ? JSON.stringify(filter) : undefined, q }),
  })
}
