import { describe, expect, it } from 'vitest'
import type { LoanPosition } from '@/api/business'
import type { FieldDef, TaskForm } from '@/api/types'
import { freeName, moved } from './build/lists'
import { changeCount, grantsOf, setAction, setField, setObject } from './admin/grants'
import { changesOf, staleFaults, untouched } from './inbox/form-values'
import { payoffLines } from './loans/payoff'
import { placeNodes } from './process/layout'
import { quoteInput } from './quote/terms'
import { parseSearch, stringifySearch } from '@/lib/search-params'
import { csvCell } from '@/ui/charts/sheet'

const label = { zh: '', en: '' }

describe('role rights', () => {
  const none = grantsOf(null)
  it('whoever may change may see, whoever may not see may nothing', () => {
    const some = setObject(none, 'lead', { update: true })
    expect(some.objects.lead).toMatchObject({ read: true, update: true, scope: 'own' })
    expect(setObject(some, 'lead', { read: false }).objects.lead).toMatchObject({ read: false, update: false })
  })
  it('counts single changes and none after going back', () => {
    const changed = setAction(setField(setObject(none, 'lead', { read: true }), 'lead', 'phone', 'masked'), 'lead.convert', true)
    expect(changeCount(none, changed)).toBe(4)
    expect(changeCount(changed, setAction(setAction(changed, 'x', true), 'x', false))).toBe(0)
  })
  it('keeps what it does not know', () => expect(grantsOf('{"objects":{},"actions":[],"extra":1}')).toHaveProperty('extra', 1))
})

describe('lists of a designer', () => {
  it('moves one entry and keeps the others in order', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b'], 1, -5)).toEqual(['b', 'a'])
    expect(moved(['a'], 3, 0)).toEqual(['a'])
  })
  it('finds a name that is not taken', () => { expect(freeName('obj', [])).toBe('obj_1'); expect(freeName('obj', ['x', 'obj_3'])).toBe('obj_4') })
})

describe('payoff lines', () => {
  const position = {
    outstanding_principal: '100.00', accrued_interest: '3.00', overdue: { principal: '50.00', interest: '2.00', fee: '0.00', penalty: '1.00', compound: '0.00' }, penalty: '1.00', credit_balance: '5.00', payoff_amount: '101.00',
  } as LoanPosition
  it('adds up to the payoff amount', () => expect(payoffLines(position).map((l) => l.key)).toEqual(['outstanding', 'accrued', 'overdueInterest', 'penalty', 'credit']))
  it('shows what the parts do not explain as its own line', () => expect(payoffLines({ ...position, payoff_amount: '121.00' }).at(-1)).toEqual({ key: 'other', amount: '20.00' }))
})

describe('the graph', () => {
  it('ranks by the longest way and ignores loops back', () => {
    const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, kind: 'action', label }))
    const placed = placeNodes(nodes, [{ from: 'a', to: 'b' }, { from: 'a', to: 'c' }, { from: 'b', to: 'c' }, { from: 'c', to: 'd' }, { from: 'd', to: 'a' }])
    expect(placed.map((p) => p.x)).toEqual([0, 1, 2, 3])
  })
})

describe('quotes', () => {
  it('sends numbers as numbers and fees as a list', () => {
    expect(quoteInput({ principal: '1.00', periods: '12', fee_amount: '100.00', fee_timing: 'per_period' })).toEqual({ principal: '1.00', periods: 12, fees: [{ code: 'service', timing: 'per_period', amount: '100.00' }] })
    expect(quoteInput({ periods: 12 })).toEqual({ periods: 12 })
  })
})

describe('the address bar', () => {
  it('keeps long numbers as text and filters as JSON', () => {
    const search = { q: '110105194912310021', filter: { field: 'a', op: 'eq', value: 1 } }
    expect(parseSearch(stringifySearch(search))).toEqual(search)
    expect(stringifySearch({ q: '', view: undefined })).toBe('')
    expect(parseSearch('?filter={broken')).toEqual({ filter: '{broken' })
  })
})

describe('a file for the spreadsheet', () => {
  it('quotes and never starts a formula', () => {
    expect(csvCell('a,"b"')).toBe('"a,""b"""')
    expect(csvCell('=1+1')).toBe("'=1+1")
    expect(csvCell('-120.00')).toBe('-120.00')
  })
})

describe('task forms', () => {
  const field = (key: string, kind: string): FieldDef => ({ key, kind, label })
  const fields = [field('note', 'text'), field('income', 'money'), field('card', 'bank_card')]
  const seen: TaskForm = { task_id: 't', object: 'application', record_id: 'r', version: 3, fields, values: { note: 'old', income: null }, masked: { card: '****7894' }, _labels: {} }
  it('sends what is filled in and null for what was taken out', () => expect(changesOf(fields, seen, { income: '5.00' })).toEqual({ note: null, income: '5.00' }))
  it('never sends a masked value back', () => {
    expect(changesOf(fields, seen, { note: 'old', card: '****7894' })).toEqual({ note: 'old' })
    expect(changesOf(fields, seen, { note: 'old', card: '6222021234567894' })).toHaveProperty('card', '6222021234567894')
  })
  it('knows what was left as it was', () => expect(untouched(fields, seen, { note: 'mine', card: '****7894' })).toEqual(['income', 'card']))
  it('names what somebody else changed, and only that', () => {
    expect(staleFaults(fields, seen, { id: 'r', note: 'new', income: null, card: '****7894', purpose: 'x' }).map((one) => one.pointer)).toEqual(['/values/note'])
  })
})
