import type { ObjectDef, RecordRow } from '@/api/types'

const narrowed = { read: new WeakMap<ObjectDef, ObjectDef>(), write: new WeakMap<ObjectDef, ObjectDef>() }

/** Whether the caller only reads a record, since it is no more than shared with her. */
export const onlyRead = (record: RecordRow): boolean => record._access === 'read'

/** An object as far as the caller may use one of its records: what is shared with her she does not delete, and changes only where that was given. */
export function objectFor(object: ObjectDef, record: RecordRow): ObjectDef {
  const access = record._access
  if (!access) return object
  const known = narrowed[access].get(object)
  if (known) return known
  const rights = { ...object.rights, delete: false }
  const made: ObjectDef = access === 'write' ? { ...object, rights }
    : { ...object, rights: { ...rights, update: false }, actions: [], buttons: object.buttons?.filter((one) => one.kind !== 'action' && one.kind !== 'process') }
  narrowed[access].set(object, made)
  return made
}
