import type { Filter, ObjectDef, SavedView, ViewDef } from '@/api/types'
import { say } from '@/lib/i18n'

/** What a person may change of a view in the list, before she saves it. */
export type Look = Partial<Pick<ViewDef, 'columns' | 'widths' | 'pinned' | 'colors' | 'totals'>>
export interface ListSearch { view?: string; filter?: Filter | 'none'; sort?: string; q?: string; peek?: string; bin?: string; group?: string; look?: Look; at?: string; zoom?: string }

const LOOKS = ['columns', 'widths', 'pinned', 'colors', 'totals'] as const
/** In the address bar: the view filters or groups, and this list does not. */
export const NONE = 'none'

/** The views of an object: those of its layout, then those that are shared, then one's own. */
export function allViews(object: ObjectDef, saved: readonly SavedView[]): ViewDef[] {
  const whole: ViewDef = { key: 'all', label: { zh: '全部', en: 'All' }, columns: object.fields.filter((f) => !['json', 'long_text', 'children'].includes(f.kind)).slice(0, 8).map((f) => f.key) }
  const laid = object.views.length > 0 ? object.views : [whole]
  return [...laid, ...saved.map((one) => ({ ...(one.body ?? { columns: [] }), key: one.id, label: { zh: one.label, en: one.label }, saved: one }))]
}

/** The view that the address asks for, or that opens first; one that cannot be opened never opens by itself. */
export function chosenView(views: readonly ViewDef[], search: ListSearch, first: string | null): ViewDef {
  const named = views.find((view) => view.key === search.view)
  if (named) return named
  if (search.filter && search.filter !== NONE) return views.find((view) => !view.filter && !view.saved) ?? views[0]!
  return views.find((view) => view.key === first && (!view.saved || view.saved.body)) ?? views[0]!
}

/** A view with what the address changes of it. The filter of a saved view is changed itself; to that of a layout one is added. */
export function drawnView(view: ViewDef, search: ListSearch) {
  const given = search.filter && typeof search.filter === 'object' ? search.filter : null
  const fixed = view.saved ? null : view.filter ?? null
  const filter = search.filter === NONE ? null : given ?? (view.saved ? view.filter ?? null : null)
  const grouped = view.kind === undefined || view.kind === 'table' ? view.group : undefined
  const look: Look = search.look && typeof search.look === 'object' ? search.look : {}
  const changed = search.filter !== undefined || LOOKS.some((key) => look[key] !== undefined) || search.group !== undefined || search.sort !== undefined
  return {
    drawn: { ...view, ...look } as ViewDef,
    fixed, filter, look, changed,
    sort: search.sort ?? view.sort ?? undefined,
    group: search.group === NONE ? undefined : search.group ?? grouped,
  }
}

/** What is saved of a view as it is drawn. */
export function bodyOf(drawn: ViewDef, filter: Filter | null, sort: string | undefined, group: string | undefined): Record<string, unknown> {
  const { kind = 'table', columns, widths, pinned, colors, totals, date, start, end, parent } = drawn
  const body = { kind, columns, widths, pinned, colors, totals, date, start, end, parent, filter, sort, group: kind === 'table' ? group : drawn.group }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== null && value !== ''))
}

/** Why something is missing from a view, in plain words. */
export function leftOutWords(view: ViewDef): string | null {
  return view.saved && view.saved.left_out > 0 ? say('savedViews.leftOut', { count: view.saved.left_out }) : null
}
