import { beforeEach, expect, test, vi } from 'vitest'
import { catalogQuery, listRecords, queryClient, type ListQuery } from '@/api/queries'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { columnsOf } from '../columns'
import { isPastable } from './cell-text'
import { lots } from './named'
import { changesOf, namedBy } from './usePaste'

vi.mock(import('@/api/queries'), async (real) => ({ ...(await real()), listRecords: vi.fn<typeof listRecords>() }))

const label = (zh: string) => ({ zh, en: zh })
const rights = { read: true, create: true, update: true, delete: true }
const field = (key: string, kind: string, more: Partial<FieldDef> = {}): FieldDef => ({ key, kind, label: label(key), access: 'write', object: 'visit', ...more })
const named: Partial<FieldDef> = { access: 'read', ops: ['eq', 'in'] }
const station = { key: 'station', label: label('站'), title_field: 'name', fields: [field('name', 'text', { ...named, max_length: 5 }), field('number', 'auto_number', named), field('note', 'text', named)], rights }
const hidden = { key: 'hidden', label: label('密'), title_field: 'name', fields: [field('name', 'text', { ...named, access: 'masked' })], rights }
const fields = [field('at', 'reference', { target: 'station', limited: true }), field('way', 'multi_reference', { target: 'station' }), field('of', 'reference', { target: 'hidden' }), field('gone', 'reference', { target: 'none' })]
const visit = { key: 'visit', label: label('访'), title_field: 'at', fields, rights } as unknown as ObjectDef
const columns = columnsOf(visit, fields.map((one) => one.key))
const rows: RecordRow[] = ['1', '2', '3', '4', '5'].map((id) => ({ id, version: 1, at: 's1', way: null }))
const stations: RecordRow[] = [{ id: 's1', number: 'S1', name: '东站' }, { id: 's2', number: 'S2', name: '西站' }, { id: 's3', number: 'S3', name: '西站' }, { id: 's4', number: 'S4', name: 'A、B' }]
const box = { top: 0, left: 0, bottom: 0, right: 0 }
const asked: ListQuery[] = []

beforeEach(() => {
  asked.length = 0
  queryClient.setQueryData(catalogQuery.queryKey, { revision: 1, objects: [station, hidden, visit] as unknown as ObjectDef[], actions: [], kinds: [] })
  // One record a page, so that what is on the next page counts.
  vi.mocked(listRecords).mockImplementation((_object, query) => {
    asked.push(query)
    const { field: key, value } = query.filter as { field: string; value: string[] }
    const found = stations.filter((one) => value.includes(String(one[key])))
    const at = Number(query.cursor ?? 0)
    return Promise.resolve({ items: found.slice(at, at + 1), next_cursor: at + 1 < found.length ? String(at + 1) : null })
  })
})

async function pasted(cells: string[][]) {
  const { changes, faults } = changesOf(visit, columns, rows, box, cells, await namedBy(columns, rows, box, cells))
  return { written: changes.map(({ record, values }) => [record.id, values]), faults }
}

test('a name or a number leads to one record, or the cell says why not', async () => {
  const { written, faults } = await pasted([['东站'], ['S2'], ['西站'], ['北站'], ['']])
  expect(written).toEqual([['2', { at: 's2' }], ['5', { at: null }]])
  expect(faults).toHaveLength(2)
  expect(faults[0]).toContain('西站')
  expect(faults[1]).toContain('北站')
  expect(asked.every((one) => one.offeredFor === 'visit.at')).toBe(true)
})

test('several are all found, or none is written', async () => {
  const { written, faults } = await pasted([['东站', '东站、S3；S3'], ['东站', 'A、B'], ['东站', '东站，北站']])
  expect(written).toEqual([['1', { way: ['s1', 's3'] }], ['2', { way: ['s4'] }]])
  expect(faults.join()).toContain('北站')
})

test('nothing is asked that no record can be called, and nothing by what may not be read', async () => {
  await pasted([['这个名字太长了'], ['东\u0007站']])
  expect(asked.filter((one) => (one.filter as { field: string }).field === 'name')).toEqual([])
  expect(asked.some((one) => (one.filter as { field: string }).field === 'note')).toBe(false)
  expect(columns.map(isPastable)).toEqual([true, true, false, false])
})

test('names are asked for in lots that fit into an address', () => {
  const names = Array.from({ length: 120 }, (_, at) => `客户${at}`)
  expect(lots(names).flat()).toEqual(names)
  expect(Math.max(...lots(names).map((lot) => encodeURIComponent(JSON.stringify(lot)).length))).toBeLessThan(4000)
  expect(lots([])).toEqual([])
})
