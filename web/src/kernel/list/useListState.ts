import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Filter, ObjectDef, ViewDef } from '@/api/types'

interface ListSearch { view?: string; filter?: Filter; sort?: string; q?: string; peek?: string; bin?: string; group?: string }

const WHOLE: ViewDef = { key: 'all', label: { zh: '全部', en: 'All' }, columns: [] }

/** View, filter, sort and search live in the address bar: a link shows the same list. */
export function useListState(object: ObjectDef) {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const filter = search.filter && typeof search.filter === 'object' ? search.filter : null
  const fallback = { ...WHOLE, columns: object.fields.filter((f) => f.kind !== 'json' && f.kind !== 'long_text').slice(0, 8).map((f) => f.key) }
  const views = object.views.length > 0 ? object.views : [fallback]
  const view = views.find((v) => v.key === search.view) ?? (filter ? views.find((v) => !v.filter) : undefined) ?? views[0]!
  const put = (part: Partial<ListSearch>, replace = true) =>
    void navigate({ to: '.', search: { ...search, ...part } as never, replace })
  return {
    views, view, filter,
    q: search.q ?? '',
    sort: search.sort ?? view.sort ?? undefined,
    peek: search.peek,
    bin: object.recycle_bin === true && search.bin === '1',
    group: search.group,
    setView: (key: string) => put({ view: key, filter: undefined, sort: undefined, group: undefined, bin: undefined }, false),
    setFilter: (next: Filter | null) => put({ view: view.key, filter: next ?? undefined }),
    setSort: (sort: string | undefined) => put({ sort }),
    setQ: (q: string) => put({ q: q || undefined }),
    setBin: (bin: boolean) => put({ bin: bin ? '1' : undefined, group: undefined, peek: undefined }, false),
    setGroup: (group: string | undefined) => put({ group }),
    setPeek: (peek: string | undefined) => put({ peek }),
    clear: () => put({ filter: undefined, q: undefined }),
  }
}
