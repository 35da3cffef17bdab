import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { viewsQuery } from '@/api/views'
import type { Filter, ObjectDef } from '@/api/types'
import { joinParts } from '../filters/parts'
import { allViews, bodyOf, chosenView, drawnView, NONE, type ListSearch, type Look } from './views/views'

const AS_SAVED = { filter: undefined, sort: undefined, group: undefined, look: undefined }

/** View, filter, sort, search and what is changed of the view live in the address bar: a link shows the same list. */
export function useListState(object: ObjectDef) {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const { data, isPending } = useQuery(viewsQuery(object.key))
  const views = useMemo(() => allViews(object, data?.items ?? []), [object, data])
  const view = chosenView(views, search, data?.default ?? null)
  const { drawn, fixed, filter, look, changed, sort, group } = useMemo(() => drawnView(view, search), [view, search])
  const asked = useMemo(() => joinParts([fixed, filter]), [fixed, filter])
  const put = (part: Partial<ListSearch>, replace = true) =>
    void navigate({ to: '.', search: { ...search, view: view.key, ...part } as never, replace })
  const bin = object.recycle_bin === true && search.bin === '1'
  return {
    views, view, drawn, fixed, filter, asked, look, changed, sort, bin,
    /** Which view opens first is not known yet. */
    waiting: isPending && !object.views.some((one) => one.key === search.view),
    first: data?.default ?? null,
    roles: data?.roles ?? [],
    q: search.q ?? '',
    peek: search.peek,
    group: bin ? undefined : group,
    body: () => bodyOf(drawn, asked, sort, group),
    setView: (key: string) => put({ ...AS_SAVED, view: key, bin: undefined, at: undefined, zoom: undefined }, false),
    setFilter: (next: Filter | null) => put({ filter: next ?? (view.saved && view.filter ? NONE : undefined) }),
    setSort: (next: string | undefined) => put({ sort: next === view.sort ? undefined : next }),
    setQ: (q: string) => put({ q: q || undefined }),
    setBin: (next: boolean) => put({ bin: next ? '1' : undefined, group: undefined, peek: undefined }, false),
    setGroup: (next: string | undefined) => put({ group: next === view.group ? undefined : next ?? (view.group ? NONE : undefined) }),
    setPeek: (peek: string | undefined) => put({ peek }),
    setLook: (next: Look) => put({ look: { ...look, ...next } }),
    restore: () => put(AS_SAVED),
    clear: () => put({ filter: undefined, q: undefined }),
  }
}

export type ListState = ReturnType<typeof useListState>
