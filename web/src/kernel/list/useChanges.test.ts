import { expect, test } from 'vitest'
import type { FieldDef, ObjectDef } from '@/api/types'
import { movable } from './useChanges'

const label = { zh: '', en: '' }
const row = { id: '1' }
const object = (update: boolean, ...fields: Partial<FieldDef>[]) =>
  ({ rights: { update }, fields: fields.map((field, at) => ({ key: 'abc'[at], kind: 'date', label, ...field })) }) as unknown as ObjectDef

test('only what its reader may write is moved', () => {
  expect(movable(object(true, {}, { access: 'write' }), row, 'a', 'b')).toBe(true)
  expect(movable(object(true, {}, { access: 'read' }), row, 'a', 'b')).toBe(false)
  expect(movable(object(true, {}, { access: 'read' }), row, 'a')).toBe(true)
  expect(movable(object(true, { read_only: true }), row, 'a')).toBe(false)
  expect(movable(object(false, {}), row, 'a')).toBe(false)
  expect(movable(object(true, {}), row, 'z')).toBe(false)
})
