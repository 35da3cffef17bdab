import { expect, test } from 'vitest'
import type { ObjectDef } from '@/api/types'
import { isEditable } from '../detail/sections'
import { columnsOf } from '../list/columns'
import { changesOf } from '../list/cells/usePaste'
import { movable } from '../list/useChanges'
import { objectFor, onlyRead } from './allowed'

const label = { zh: '名', en: 'Name' }
const field = { key: 'name', kind: 'text', label, access: 'write' as const }
const object = {
  key: 'lead', label, title_field: 'name', fields: [field], actions: ['lead.close'], rights: { read: true, create: true, update: true, delete: true },
  buttons: [{ kind: 'action', label, action: 'lead.close' }, { kind: 'url', label, url: 'https://a.test' }, { kind: 'process', label, process: 'p' }],
} as unknown as ObjectDef
const mine = { id: '1', version: 1, name: '甲' }
const shown = { ...mine, id: '2', _access: 'read' as const }
const given = { ...mine, id: '3', _access: 'write' as const }

test('what a record offers follows how it is shared', () => {
  expect(objectFor(object, mine)).toBe(object)
  expect(objectFor(object, given).rights).toEqual({ read: true, create: true, update: true, delete: false })
  expect(objectFor(object, given).actions).toEqual(['lead.close'])
  const read = objectFor(object, shown)
  expect(read).toBe(objectFor(object, { ...shown, id: '4' }))
  expect(read.rights).toEqual({ read: true, create: true, update: false, delete: false })
  expect(read.actions).toEqual([])
  expect(read.buttons?.map((one) => one.kind)).toEqual(['url'])
  expect(isEditable(read, field)).toBe(false)
  expect([mine, shown, given].map(onlyRead)).toEqual([false, true, false])
})

test('a row shared for reading is not moved and not pasted over', () => {
  expect([mine, shown, given].map((record) => movable(object, record, 'name'))).toEqual([true, false, true])
  const { changes, faults } = changesOf(object, columnsOf(object, ['name']), [mine, shown, given], { top: 0, left: 0, bottom: 2, right: 0 }, [['乙']])
  expect(changes.map(({ record }) => record.id)).toEqual(['1', '3'])
  expect(faults).toHaveLength(1)
  expect(faults[0]).toContain('甲')
})
