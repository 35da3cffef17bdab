import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { get } from '@/api/client'

/** A part of a loan: schedule (as of the chosen day), transactions or journal. */
export function useLoanPart<T>(id: string, part: 'schedule' | 'transactions' | 'journal') {
  const { as_of } = useSearch({ strict: false }) as { as_of?: string }
  const day = part === 'schedule' ? as_of : undefined
  return useQuery({ queryKey: ['loan', id, part, day ?? ''], queryFn: () => get<T>(`/loans/${id}/${part}`, { as_of: day }) })
}
