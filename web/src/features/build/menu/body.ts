import type { Label } from '@/api/types'
import { freeName } from '../lists'

/** An entry leads to one thing: an object, a page of blocks, an installed page, a site, or entries below it. */
export interface MenuEntry { key: string; label: Label | string; icon?: string; roles?: string[]; object?: string; page?: string; path?: string; url?: string; items?: MenuEntry[] }
export interface MenuBody { items: MenuEntry[]; homes?: Record<string, string> }
export const TARGETS = ['object', 'page', 'path', 'url', 'items'] as const
export type Target = (typeof TARGETS)[number]

/** The menu as one list, entries of a group after it. */
export interface FlatEntry { entry: MenuEntry; depth: 0 | 1 }

export function flat(items: readonly MenuEntry[]): FlatEntry[] {
  return items.flatMap((entry) => [{ entry, depth: 0 as const }, ...(entry.items ?? []).map((one) => ({ entry: one, depth: 1 as const }))])
}

/** The menu of a list; an entry set in after no group stands by itself. */
export function nested(list: readonly FlatEntry[]): MenuEntry[] {
  const found: MenuEntry[] = []
  for (const { entry, depth } of list) {
    const group = found.at(-1)
    if (depth === 1 && group?.items && !entry.items) found[found.length - 1] = { ...group, items: [...group.items, entry] }
    else found.push(entry.items ? { ...entry, items: [] } : entry)
  }
  return found
}

/** Moves an entry within the list; a group takes what is below it along, and is never put between the entries of another. */
export function move(items: readonly MenuEntry[], from: number, to: number): MenuEntry[] {
  const list = flat(items)
  const one = list[from]
  if (!one) return [...items]
  const size = one.entry.items ? 1 + one.entry.items.length : 1
  const taken = list.slice(from, from + size)
  const rest = [...list.slice(0, from), ...list.slice(from + size)]
  let at = Math.max(0, Math.min(to > from ? to - size + 1 : to, rest.length))
  if (one.entry.items) while (at < rest.length && rest[at]!.depth === 1) at += to > from ? 1 : -1
  // What comes to lie among the entries of a group becomes one of them.
  const depth = one.entry.items ? 0 : at < rest.length && rest[at]!.depth === 1 ? 1 : one.depth === 1 && rest[at - 1] && (rest[at - 1]!.depth === 1 || rest[at - 1]!.entry.items) ? 1 : 0
  return nested([...rest.slice(0, at), ...taken.map((each, n) => (n === 0 ? { ...each, depth: depth as 0 | 1 } : each)), ...rest.slice(at)])
}

/** Into the group before it, or out of its group. */
export function indent(items: readonly MenuEntry[], key: string, by: 1 | -1): MenuEntry[] {
  const list = flat(items)
  const at = list.findIndex(({ entry }) => entry.key === key)
  const one = list[at]
  if (!one || one.entry.items) return [...items]
  if (by > 0) return nested(list.map((each, n) => (n === at ? { ...each, depth: 1 as const } : each)))
  if (one.depth === 0) return [...items]
  // Out of the group means after it: what follows stays in.
  let end = at + 1
  while (list[end]?.depth === 1) end += 1
  return nested([...list.slice(0, at), ...list.slice(at + 1, end), { ...one, depth: 0 }, ...list.slice(end)])
}

export function change(items: readonly MenuEntry[], key: string, part: Partial<MenuEntry>): MenuEntry[] {
  return items.map((one) => {
    if (one.key === key) return cleaned({ ...one, ...part })
    return one.items ? { ...one, items: change(one.items, key, part) } : one
  })
}

export function remove(items: readonly MenuEntry[], key: string): MenuEntry[] {
  return items.filter((one) => one.key !== key).map((one) => (one.items ? { ...one, items: remove(one.items, key) } : one))
}

export function add(items: readonly MenuEntry[], label: Label, target: Target): { items: MenuEntry[]; key: string } {
  const key = freeName('entry', flat(items).map(({ entry }) => entry.key))
  return { key, items: [...items, { key, label, ...(target === 'items' ? { items: [] } : { [target]: '' }) }] }
}

export const targetOf = (entry: MenuEntry): Target => TARGETS.find((one) => one in entry) ?? 'object'

/** The entry leads to another thing instead. */
export function retarget(entry: MenuEntry, target: Target): Partial<MenuEntry> {
  const none = Object.fromEntries(TARGETS.map((one) => [one, undefined])) as Partial<MenuEntry>
  return { ...none, [target]: target === 'items' ? entry.items ?? [] : '' }
}

function cleaned(entry: MenuEntry): MenuEntry {
  const kept = Object.entries(entry).filter(([key, value]) => value !== undefined && !(key === 'roles' && (value as string[]).length === 0) && !(key === 'icon' && value === ''))
  return Object.fromEntries(kept) as unknown as MenuEntry
}

/** The entry that a place in the body names. */
export function entryAt(items: readonly MenuEntry[], pointer: string): MenuEntry | undefined {
  const [, first, , second] = pointer.replace(/^\/items/, '').split('/')
  const group = items[Number(first)]
  return pointer.includes('/items/', 7) ? group?.items?.[Number(second)] ?? group : group
}
