import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useLayoutEffect } from 'react'
import { groupsQuery, type Group } from '@/api/groups'
import type { FieldDef, Filter, ObjectDef } from '@/api/types'
import { joinParts } from '../../filters/parts'
import { useRecords } from '../useRecords'
import type { Read } from './branches'

interface Props { object: ObjectDef; field: FieldDef; fields: string[]; filter: Filter | null; sort?: string; asked: Filter | null; q?: string; flat?: boolean; parent: string | null; onRead: (parent: string | null, read: Read | null) => void }

/** A plain object, so that what has not changed stays the same one. */
const countsOf = (results: UseQueryResult<{ groups: Group[] }>[]) => Object.fromEntries(results.flatMap((one) => one.data?.groups ?? []).map((group) => [String(group.by[0]), group.count]))

/** Reads the records below one, or those that a tree begins with, and how many each has below it; it draws nothing. */
export function Branch({ object, field, fields, filter, sort, asked, q, flat, parent, onRead }: Props) {
  const { data, rows, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useRecords(object.key, { filter: asked, sort, q, fields: [...new Set([...fields, field.key])] })
  const pages = flat ? [] : data?.pages.map((page) => page.items.map((row) => row.id)).filter((ids) => ids.length > 0) ?? []
  const below = useQueries({
    queries: pages.map((ids) => groupsQuery(object.key, { by: field.key, filter: joinParts([filter, { field: field.key, op: 'in', value: ids }]) })),
    combine: countsOf,
  })
  useLayoutEffect(() => {
    onRead(parent, { rows, below, error, isPending, refetch, more: hasNextPage, isFetchingMore: isFetchingNextPage, fetchMore: fetchNextPage })
  }, [onRead, parent, rows, below, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage])
  useEffect(() => () => onRead(parent, null), [onRead, parent])
  return null
}
