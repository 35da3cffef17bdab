import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRecords, type ListQuery } from '@/api/queries'

/** The rows of a list, page after page; the old rows stay until the new ones are there. */
export function useRecords(object: string, options: Omit<ListQuery, 'cursor'>, enabled = true) {
  const query = useInfiniteQuery({
    queryKey: ['records', object, 'pages', options],
    queryFn: ({ pageParam, signal }) => listRecords(object, { ...options, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  return { ...query, rows }
}
