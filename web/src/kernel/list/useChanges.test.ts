import { expect, test } from 'vitest'
import type { FieldDef, ObjectDef } from '@/api/types'
import { movable } from './useChanges'

const label = { zh: '', en: '' }
const object = (update: boolean, ...fields: Partial<FieldDef>[]) =>
  ({ rights: { update }, fields: fields.map((field, at) => ({ key: 'abc'[at], kind: 'date', label, ...field })) }) as unknown as ObjectDef

test('only what its reader may write is moved', () => {
  expect(movable(object(true, {}, { access: 'write' }), 'a', 'b')).toBe(true)
  expect(movable(object(true, {}, { access: 'read' }), 'a', 'b')).toBe(false)
  expect(movable(object(true, {}, { access: 'read' }), 'a')).toBe(true)
  expect(movable(object(true, { read_only: true }), 'a')).toBe(false)
  expect(movable(object(false, {}), 'a')).toBe(false)
  expect(movable(object(true, {}), 'z')).toBe(false)
})
