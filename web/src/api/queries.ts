import { waits } from './rights'
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiProblem, call, get, setCsrfToken } from './client'
import { own } from './own'
import type { Home, Portfolio } from './business'
import type { Catalog, FieldDef, Filter, Job, Me, Page, RecordRow, TaskForm } from './types'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 1 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502),
    },
  },
})

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 60_000,
  queryFn: async () => {
    const me = await get<Me>('/me')
    setCsrfToken(me.csrf_token)
    return me
  },
})

/** A computed field is shown, aligned and filtered as what it comes to. */
function asShown(field: FieldDef): FieldDef {
  return field.kind === 'formula' || field.kind === 'rollup' ? { ...field, kind: field.result ?? 'text', derived: field.kind } : field
}

export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  staleTime: 5 * 60_000,
  queryFn: async () => {
    const catalog = await get<Catalog>('/catalog')
    return { ...catalog, objects: catalog.objects.map((object) => ({ ...object, fields: object.fields.map(asShown) })) }
  },
})

export const homeQuery = queryOptions({
  queryKey: ['insights', 'home'],
  staleTime: 30_000,
  refetchInterval: 60_000,
  queryFn: () => get<Home>('/insights/home'),
})

export const portfolioQuery = queryOptions({
  queryKey: ['insights', 'portfolio'],
  staleTime: 60_000,
  queryFn: () => get<Portfolio>('/insights/portfolio'),
})

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: () => get<{ items: Job[] }>('/jobs'),
  refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 2_000 : 20_000),
})

export function isActive(job: Job): boolean {
  return job.status === 'queued' || job.status === 'running'
}

export interface ListQuery {
  filter?: Filter | null
  sort?: string | null
  q?: string
  fields?: string[]
  limit?: number
  cursor?: string | null
  /** Whether the first page tells how many there are; many are estimated. */
  count?: 'estimate'
  /** What lies in the recycle bin, instead of what does not. */
  bin?: boolean
  /** A reference, as `object.field`, whose records to choose from are asked for. */
  offeredFor?: string
}

export function listRecords(object: string, options: ListQuery, signal?: AbortSignal): Promise<Page<RecordRow>> {
  return get<Page<RecordRow>>(`/records/${object}`, {
    filter: options.filter ? JSON.stringify(options.filter) : undefined,
    sort: options.sort,
    q: options.q,
    fields: options.fields?.join(','),
    limit: options.limit ?? 50,
    cursor: options.cursor,
    count: options.cursor ? undefined : options.count,
    labels: 'true',
    bin: options.bin ? 'true' : undefined,
    offered_for: options.offeredFor,
  }, signal)
}

export function recordsQuery(object: string, options: ListQuery) {
  return queryOptions({
    queryKey: ['records', object, options],
    queryFn: ({ signal }) => listRecords(object, options, signal),
  })
}

/** `tables`: sub-tables whose rows come with the record, as the value of their field. */
export function recordQuery(object: string, id: string, tables: string[] = []) {
  return queryOptions({
    queryKey: tables.length > 0 ? ['record', object, id, tables] : ['record', object, id],
    queryFn: async () => {
      const record = await get<RecordRow>(`/records/${object}/${id}`, { labels: 'true', expand: tables.length > 0 ? tables.join(',') : undefined })
      const expanded = (record._expanded ?? {}) as Record<string, { items: RecordRow[] }>
      return { ...record, ...Object.fromEntries(tables.map((key) => [key, expanded[key]?.items])) }
    },
  })
}

/** Read once for each opening: a form that is being filled in must not change behind the clerk. */
export function taskFormQuery(id: string) {
  return queryOptions({
    queryKey: ['taskForm', id],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: () => get<TaskForm>(`/tasks/${id}/form`),
  })
}

export function createRecord(object: string, values: Record<string, unknown>): Promise<RecordRow> {
  return call<RecordRow>('POST', `/records/${object}`, { body: values })
}

export async function updateRecord(object: string, id: string, version: number | undefined, values: Record<string, unknown>): Promise<RecordRow> {
  const answer = await call<RecordRow>('PATCH', `/records/${object}/${id}`, { body: values, headers: { 'If-Match': `"${version ?? 0}"` } })
  // Where a second person was asked, the record is as it was.
  const record = waits(answer) ? await get<RecordRow>(`/records/${object}/${id}`) : answer
  // Lists know the new version at once: the next change may come before they are read again.
  queryClient.setQueriesData({ predicate: ({ queryKey }) => queryKey[0] === 'records' && queryKey[1] === object }, (data: unknown) => withRecord(data, record))
  return record
}

/** A page, or pages, with a record as it is now, as far as they show it. */
export function withRecord(data: unknown, record: RecordRow): unknown {
  if (data === null || typeof data !== 'object') return data
  if ('pages' in data && Array.isArray(data.pages)) return { ...data, pages: data.pages.map((page) => withRecord(page, record)) }
  if (!('items' in data) || !Array.isArray(data.items)) return data
  const shown = (item: RecordRow) => Object.fromEntries(Object.keys(item).map((key) => [key, key in record ? record[key] : item[key]]))
  return { ...data, items: (data.items as RecordRow[]).map((item) => (item.id === record.id ? shown(item) : item)) }
}

export function deleteRecord(object: string, id: string): Promise<void> {
  return call<void>('DELETE', `/records/${object}/${id}`)
}

const KEPT = new Set<unknown>(['me', 'catalog', 'taskForm'])

/** After a write everything is asked again but who-am-I, the catalog and forms being filled in; a changed definition or right asks for those too. */
export async function refreshAfter(action: string): Promise<void> {
  const definitions = /^(field|role|object|user|definition)\./.test(action)
  own.readAnew(definitions)
  await queryClient.invalidateQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'difference' && (definitions || !KEPT.has(queryKey[0])),
  })
}
