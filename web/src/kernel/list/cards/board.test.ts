import { describe, expect, it } from 'vitest'
import type { Group } from '@/api/groups'
import type { FieldDef } from '@/api/types'
import { boardColumns, dealCards } from './board'
import type { Column } from '../columns'
import { measurable, measureWords } from '../grid/totals'

const label = (zh: string) => ({ zh, en: zh })
const status: FieldDef = { key: 'status', kind: 'choice', label: label('状态'), options: [{ value: 'new', label: label('新') }, { value: 'old', label: label('旧') }] }
const groups: Group[] = [{ by: ['old'], labels: [null], count: 7 }, { by: [null], labels: [null], count: 2 }]

describe('a board', () => {
  it('has a column for each option in order, also where nothing is in it, and one for what is empty', () => {
    expect(boardColumns(status, groups).map((one) => [one.label, one.count])).toEqual([['未填', 2], ['新', 0], ['旧', 7]])
    expect(boardColumns({ ...status, required: true }, [groups[0]!]).map((one) => one.value)).toEqual(['new', 'old'])
  })
  it('has a column for each value of a field without options', () => {
    const owner: FieldDef = { key: 'owner_id', kind: 'user', label: label('负责人'), required: true }
    expect(boardColumns(owner, [{ by: ['u1'], labels: ['王'], count: 3 }])).toEqual([{ value: 'u1', label: '王', count: 3 }])
  })
  it('shows a card on its way where it is going', () => {
    const rows = [{ id: '1', status: 'new' }, { id: '2', status: null }]
    const columns = boardColumns(status, groups)
    expect(dealCards(rows, 'status', columns, {}).map((cards) => cards.map((card) => card.id))).toEqual([['2'], ['1'], []])
    expect(dealCards(rows, 'status', columns, { 1: 'old', 2: 'new' }).map((cards) => cards.map((card) => card.id))).toEqual([[], ['2'], ['1']])
  })
})

describe('totals', () => {
  const column = (field: Partial<FieldDef>) => ({ field: { key: 'a', kind: 'money', label: label('金额'), ...field } }) as Column
  it('add up amounts that may be read, and no rates, counts or bounds', () => {
    expect(measurable([column({}), column({ key: 'r', kind: 'percent' }), column({ key: 'm', access: 'masked' }), column({ key: 'n', kind: 'number' }), column({ key: 'min_amount' })]).map((field) => field.key)).toEqual(['a'])
  })
  it('say what they add up to', () => expect(measureWords(column({}).field, { by: [], labels: [], count: 2, 'sum:a': '1234.50' })).toBe('合计 金额 1,234.50'))
})
