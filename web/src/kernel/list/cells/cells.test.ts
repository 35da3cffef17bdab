import { expect, test } from 'vitest'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { columnsOf } from '../columns'
import { readText, textOfCell } from './cell-text'
import { boxOf, stepped } from './range'
import { parseTsv, writeTsv } from './tsv'
import { changesOf } from './usePaste'

const label = (zh: string) => ({ zh, en: zh })
const fields: FieldDef[] = [
  { key: 'name', kind: 'text', label: label('名称'), required: true, access: 'write' },
  { key: 'price', kind: 'money', label: label('价格'), access: 'write' },
  { key: 'state', kind: 'choice', label: label('状态'), access: 'write', options: [{ value: 'a', label: label('在库') }] },
  { key: 'phone', kind: 'phone', label: label('电话'), access: 'write', revealable: true },
  { key: 'made', kind: 'date', label: label('日期'), access: 'read' },
]
const object = { key: 'car', label: label('车'), title_field: 'name', fields, rights: { read: true, create: true, update: true, delete: true } } as unknown as ObjectDef
const columns = columnsOf(object, fields.map((field) => field.key))
const rows: RecordRow[] = [{ id: '1', version: 1, name: '甲', price: '1.00', state: 'a' }, { id: '2', version: 4, name: '=乙', price: null, state: null }]
const at = (top: number, left: number, bottom = top, right = left) => ({ top, left, bottom, right })

test('a table on the clipboard is read as spreadsheets write it', () => {
  const cells = [['a\tb', 'c"d'], ['', 'e\nf']]
  expect(parseTsv(`${writeTsv(cells)}\r\n`)).toEqual(cells)
  expect(parseTsv('a\tb\r\nc\t\r\n')).toEqual([['a', 'b'], ['c', '']])
  expect(parseTsv('')).toEqual([])
})

test('what is copied runs nowhere as a formula, and comes back as it was', () => {
  expect(textOfCell(columns[0]!, rows[1]!)).toBe("'=乙")
  expect(readText(columns[0]!, "'=乙")).toEqual({ value: '=乙' })
  expect(textOfCell(columns[1]!, rows[0]!)).toBe('1.00')
  expect(readText(columns[1]!, '¥12,000.5')).toMatchObject({ value: expect.stringMatching(/^12000\.50?$/) as string })
  expect(readText(columns[2]!, '在库')).toEqual({ value: 'a' })
})

test('what cannot be is said in its place, the rest is written', () => {
  const { changes, faults } = changesOf(object, columns, rows, at(0, 0), [['', '2', '无', '13800000000', '2026-01-01'], ['丙', '3']])
  expect(changes.map(({ record, values }) => [record.id, values])).toEqual([['1', { price: expect.anything() as unknown }], ['2', { name: '丙', price: expect.anything() as unknown }]])
  expect(faults.join()).toContain('电话')
  expect(faults.join()).toContain('日期')
  expect(faults.some((words) => words.startsWith('甲 · 名称'))).toBe(true)
  expect(faults.some((words) => words.startsWith('甲 · 状态'))).toBe(true)
})

test('one cell fills the range, and what is beyond the list is told', () => {
  expect(changesOf(object, columns, rows, at(0, 1, 1, 1), [['5']]).changes).toHaveLength(2)
  const beyond = changesOf(object, columns, rows, at(1, 1), [['5'], ['6'], ['7']])
  expect([beyond.changes.length, beyond.faults.length]).toEqual([1, 1])
  expect(changesOf(object, columns, rows, at(0, 0), [['甲']]).changes).toEqual([])
})

test('a range grows from where it began, and stays in the list', () => {
  const size = { rows: 2, columns: 3 }
  const begun = stepped(null, 0, 'ArrowDown', true, size)!
  expect(boxOf(begun)).toEqual(at(0, 0, 1, 0))
  expect(boxOf(stepped(begun, 0, 'ArrowRight', true, size)!)).toEqual(at(0, 0, 1, 1))
  expect(boxOf(stepped(begun, 0, 'ArrowDown', false, size)!)).toEqual(at(1, 0))
  expect(stepped(null, -1, 'ArrowDown', true, size)).toBeNull()
})
