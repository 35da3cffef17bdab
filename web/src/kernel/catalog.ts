import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { catalogQuery, meQuery, queryClient } from '@/api/queries'
import type { ActionSpec, Catalog, FieldDef, Me, MenuItem, ObjectDef, RecordRow } from '@/api/types'
import { formatAmount } from '@/lib/money'
import { currentLanguage, pick, say } from '@/lib/i18n'

const NOTHING: Catalog = { revision: 0, objects: [], actions: [], kinds: [] }
const NOBODY: Me = {
  user: { id: '', username: '', name: '', roles: [] }, missing_administrators: [], csrf_token: '', actions: [], menu: [],
  lender: { name: '', currency: 'CNY', time_zone: 'Asia/Shanghai' }, business_date: '',
}

/** Both are loaded before the frame is shown (router); these read them. */
export const useMe = (): Me => useQuery(meQuery).data ?? NOBODY
export const useCatalog = (): Catalog => useQuery(catalogQuery).data ?? NOTHING
export const currentMe = (): Me => queryClient.getQueryData(meQuery.queryKey) ?? NOBODY
export const currentCatalog = (): Catalog => queryClient.getQueryData(catalogQuery.queryKey) ?? NOTHING

export function useObject(key: string | undefined): ObjectDef | undefined {
  const { objects } = useCatalog()
  return useMemo(() => objects.find((o) => o.key === key), [objects, key])
}

export function findObject(key: string): ObjectDef | undefined {
  return currentCatalog().objects.find((o) => o.key === key)
}

export function fieldOf(object: ObjectDef, key: string): FieldDef | undefined {
  return object.fields.find((f) => f.key === key)
}

export function useCan(): (action: string) => boolean {
  const { actions } = useMe()
  return useMemo(() => { const allowed = new Set(actions); return (name: string) => allowed.has(name) }, [actions])
}

export function useAction(name: string): ActionSpec | undefined {
  const { actions } = useCatalog()
  return useMemo(() => actions.find((a) => a.name === name), [actions, name])
}

export function titleOf(object: ObjectDef, record: RecordRow): string {
  const field = fieldOf(object, object.title_field)
  const english = currentLanguage() === 'en' ? record[`${object.title_field}_en`] : undefined
  const value = english || (record._labels?.[object.title_field] ?? record[object.title_field])
  if (value === null || value === undefined || value === '') return pick(object.label)
  return field?.kind === 'money' ? formatAmount(String(value)) : String(value)
}

/** The entries of a menu that lead somewhere, those below others among them. */
export function menuEntries(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) => (item.items ? menuEntries(item.items) : [item]))
}

/** A kind of field; none for formulas and rollups, which are computed and no kind of their own. */
export const kindNamed = (kind: string | undefined) => currentCatalog().kinds.find((one) => one.key === kind)

/** What a kind of field is called, formulas and rollups too. */
export function kindWords(kind: string | undefined): string {
  const found = kindNamed(kind)
  return found ? pick(found.label) : kind === 'formula' || kind === 'rollup' ? say(`build.${kind}`) : kind ?? ''
}
