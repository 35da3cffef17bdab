/** The rights of a role as the server keeps them; every change here is pure. */
export interface ObjectGrant {
  read?: boolean
  create?: boolean
  update?: boolean
  delete?: boolean
  scope?: string
  fields?: Record<string, string>
}
export interface Grants { objects: Record<string, ObjectGrant>; actions: string[] }

export const RIGHTS = ['read', 'create', 'update', 'delete'] as const
export const SCOPES = ['own', 'head', 'department', 'tree', 'all'] as const
export const ACCESS = ['hidden', 'masked', 'read', 'write'] as const

export function grantsOf(value: unknown): Grants {
  const raw = (typeof value === 'string' ? safeParse(value) : value) as Partial<Grants> | null
  return { ...raw, objects: raw?.objects ?? {}, actions: raw?.actions ?? [] }
}

function safeParse(text: string): unknown {
  try { return JSON.parse(text) } catch { return null }
}

export function setObject(grants: Grants, object: string, part: ObjectGrant): Grants {
  const old = grants.objects[object] ?? {}
  const next: ObjectGrant = { ...old, ...part }
  // Who may change a row must see it; without seeing there is nothing else.
  if (part.read === false) { next.create = false; next.update = false; next.delete = false }
  if (part.create || part.update || part.delete) next.read = true
  if (next.read && !next.scope) next.scope = 'own'
  return { ...grants, objects: { ...grants.objects, [object]: next } }
}

export function setField(grants: Grants, object: string, field: string, access: string | null): Grants {
  const fields = { ...grants.objects[object]?.fields }
  if (access === null) delete fields[field]
  else fields[field] = access
  return setObject(grants, object, { fields })
}

export function setAction(grants: Grants, action: string, allowed: boolean): Grants {
  const rest = grants.actions.filter((name) => name !== action)
  return { ...grants, actions: allowed ? [...rest, action].sort() : rest }
}

export interface Difference { kind: 'verb' | 'scope' | 'field' | 'action'; key: string; object?: string; field?: string; old: unknown; now: unknown }

/** The single rights that differ, object by object, then actions. */
export function differences(before: Grants, after: Grants): Difference[] {
  const found: Difference[] = []
  const add = (one: Difference) => { if ((one.old || '') !== (one.now || '')) found.push(one) }
  for (const object of new Set([...Object.keys(before.objects), ...Object.keys(after.objects)])) {
    const a = before.objects[object] ?? {}
    const b = after.objects[object] ?? {}
    for (const right of RIGHTS) add({ kind: 'verb', key: right, object, old: Boolean(a[right]), now: Boolean(b[right]) })
    add({ kind: 'scope', key: 'scope', object, old: a.scope, now: b.scope })
    for (const field of new Set([...Object.keys(a.fields ?? {}), ...Object.keys(b.fields ?? {})])) add({ kind: 'field', key: field, field, object, old: a.fields?.[field], now: b.fields?.[field] })
  }
  for (const name of [...new Set([...before.actions, ...after.actions])].sort()) add({ kind: 'action', key: name, old: before.actions.includes(name), now: after.actions.includes(name) })
  return found
}

/** How many single rights differ. */
export function changeCount(before: Grants, after: Grants): number {
  return differences(before, after).length
}
