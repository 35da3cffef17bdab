import { afterEach, describe, expect, it } from 'vitest'
import type { ObjectDef } from '@/api/types'
import { switchLanguage } from '@/lib/i18n'
import { fieldsUsed, meets } from './evaluate'
import { isAny, joined, joinParts, opsOf, partsOf } from './parts'
import { filterWords } from './words'

const label = (zh: string, en: string) => ({ zh, en })
const lead = {
  key: 'lead', label: label('线索', 'Lead'), label_plural: label('线索', 'Leads'), title_field: 'name', rights: { read: true, create: true, update: true, delete: true }, views: [], form: [], detail: {}, actions: [],
  fields: [
    { key: 'name', kind: 'text', label: label('姓名', 'Name') },
    { key: 'amount', kind: 'money', label: label('意向金额', 'Amount') },
    { key: 'status', kind: 'choice', label: label('状态', 'Status'), options: [{ value: 'new', label: label('新线索', 'New') }, { value: 'lost', label: label('已流失', 'Lost') }] },
    { key: 'due_date', kind: 'date', label: label('到期日', 'Due') },
    { key: 'owner_id', kind: 'user', label: label('归属人', 'Owner') },
  ],
} as ObjectDef

describe('conditions of which all or any one hold', () => {
  const [a, b] = [{ field: 'name', op: 'eq', value: 'x' }, { field: 'amount', op: 'gt', value: '1' }]
  it('joins them either way, and one alone as it is', () => {
    expect(joined([a, b], true)).toEqual({ or: [a, b] })
    expect(joined([a, b], false)).toEqual({ and: [a, b] })
    expect(joined([a, null], true)).toEqual(a)
    expect(joined([null], true)).toBeNull()
  })
  it('knows which way they are joined', () => expect([isAny({ or: [a, b] }), isAny({ and: [a, b] }), isAny(a), isAny(null)]).toEqual([true, false, false, false]))
})

describe('a filter in words', () => {
  afterEach(() => switchLanguage('zh'))
  it('names field, operator and value in the caller\'s language', async () => {
    expect(filterWords({ field: 'status', op: 'eq', value: 'new' }, lead)).toBe('状态 是 新线索')
    expect(filterWords({ field: 'amount', op: 'gt', value: '10000' }, lead)).toBe('意向金额 大于 10,000.00')
    await switchLanguage('en')
    expect(filterWords({ field: 'status', op: 'in', value: ['new', 'lost'] }, lead)).toBe('Status is one of New, Lost')
  })
  it('speaks of dates as earlier and later', () => expect(filterWords({ field: 'due_date', op: 'lt', value: '$today' }, lead)).toBe('到期日 早于 今天'))
  it('says empty, between, me, one of one, and nested parts', () => {
    expect(filterWords({ field: 'owner_id', op: 'is_null', value: true }, lead)).toBe('归属人 为空')
    expect(filterWords({ field: 'owner_id', op: 'is_null', value: false }, lead)).toBe('归属人 不为空')
    expect(filterWords({ field: 'owner_id', op: 'eq', value: '$user.id' }, lead)).toBe('归属人 是 我')
    expect(filterWords({ field: 'amount', op: 'between', value: ['1', '2'] }, lead)).toBe('意向金额 在 1.00 到 2.00 之间')
    expect(filterWords({ field: 'status', op: 'in', value: ['new'] }, lead)).toBe('状态 是 新线索')
    expect(filterWords({ or: [{ field: 'name', op: 'contains', value: '王' }, { not: { field: 'status', op: 'eq', value: 'lost' } }] }, lead)).toBe('姓名 包含 王 或 不满足 状态 是 已流失')
  })
})

describe('chips', () => {
  const one = { field: 'name', op: 'eq', value: 'a' }
  const two = { field: 'name', op: 'eq', value: 'b' }
  it('splits and joins at the top', () => {
    expect(partsOf({ and: [one, two] })).toEqual([one, two])
    expect(joinParts([{ and: [one] }, null, two])).toEqual({ and: [one, two] })
    expect(joinParts([one])).toEqual(one)
    expect(joinParts([null])).toBeNull()
  })
  it('offers what the server allows, without what cannot be built here', () => {
    expect(opsOf({ ...lead.fields[0]!, ops: ['eq', 'within'] })).toEqual(['eq'])
    expect(opsOf(lead.fields[1]!)).toContain('between')
  })
})

describe('enabled_when', () => {
  const record = { status: 'new', amount: '120000.00', owner_id: null, count: 3 }
  it('knows eq, ne, in, and', () => {
    expect(meets({ field: 'status', op: 'eq', value: 'new' }, record)).toBe(true)
    expect(meets({ field: 'status', op: 'ne', value: 'new' }, record)).toBe(false)
    expect(meets({ field: 'status', op: 'in', value: ['lost', 'new'] }, record)).toBe(true)
    expect(meets({ and: [{ field: 'status', op: 'eq', value: 'new' }, { field: 'count', op: 'eq', value: 4 }] }, record)).toBe(false)
    expect(meets(null, record)).toBe(true)
  })
  it('compares money as numbers, not as text', () => {
    expect(meets({ field: 'amount', op: 'gt', value: '9000.00' }, record)).toBe(true)
    expect(meets({ field: 'amount', op: 'eq', value: '120000' }, record)).toBe(true)
  })
  it('treats a missing value as empty and as no number', () => {
    expect(meets({ field: 'owner_id', op: 'is_null', value: true }, record)).toBe(true)
    expect(meets({ field: 'owner_id', op: 'gt', value: 1 }, record)).toBe(false)
    expect(meets({ field: 'owner_id', op: 'eq', value: null }, record)).toBe(true)
  })
  it('fills in who and when', () => expect(meets({ field: 'owner_id', op: 'eq', value: '$user.id' }, { owner_id: 'u1' }, { '$user.id': 'u1' })).toBe(true))
  it('names the fields it needs', () => expect(fieldsUsed({ and: [{ field: 'a', op: 'eq' }, { not: { field: 'b', op: 'eq' } }] })).toEqual(['a', 'b']))
})
