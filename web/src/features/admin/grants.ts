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
export const SCOPES = ['own', 'department', 'tree', 'all'] as const
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

/** How many single rights differ. */
export function changeCount(before: Grants, after: Grants): number {
  let count = 0
  for (const key of new Set([...Object.keys(before.objects), ...Object.keys(after.objects)])) {
    const a = before.objects[key] ?? {}
    const b = after.objects[key] ?? {}
    for (const right of RIGHTS) if (Boolean(a[right]) !== Boolean(b[right])) count += 1
    if ((a.scope ?? '') !== (b.scope ?? '')) count += 1
    for (const field of new Set([...Object.keys(a.fields ?? {}), ...Object.keys(b.fields ?? {})])) if (a.fields?.[field] !== b.fields?.[field]) count += 1
  }
  const [old, now] = [new Set(before.actions), new Set(after.actions)]
  for (const name of new Set([...old, ...now])) if (old.has(name) !== now.has(name)) count += 1
  return count
}
