import { describe, expect, it } from 'vitest'
import type { FieldDef } from '@/api/types'
import { formatInstant, instantAt, startOfDay } from '@/lib/dates'
import { filterBehind } from './figures'
import { filledAll, filledFilter, valuesOf } from './parameters'

const term = (field: string, value: unknown) => ({ field, op: 'eq', value })

describe('parameters of a page', () => {
  const parameters = [{ key: 'n', kind: 'number' as const }, { key: 'on', kind: 'boolean' as const, default: false }, { key: 'day', kind: 'date' as const, default: '$today' }, { key: 'who', kind: 'record' as const }]
  it('come from the address in their kind, else from their default', () => expect(valuesOf(parameters, { n: '12', on: 'true' }, '2026-01-05')).toEqual({ n: 12, on: true, day: '2026-01-05', who: undefined }))
  it('are filled into a filter, and a condition without its value is left out', () => {
    const filter = { and: [term('a', '$param.n'), term('b', '$param.who'), { or: [term('c', '$param.who'), term('d', 1)] }, { not: term('e', ['$param.who']) }, term('o', '$user.id')] }
    expect(filledFilter(filter, { n: 12 })).toEqual({ and: [term('a', 12), term('d', 1), term('o', '$user.id')] })
    expect(filledFilter(term('b', '$param.who'), {})).toBeNull()
  })
  it('leave out what has no value', () => expect(filledAll({ a: '$param.n', b: '$param.who', c: 'x' }, { n: 3 })).toEqual({ a: 3, c: 'x' }))
})

describe('the records behind a group', () => {
  const field = (kind: string) => ({ key: 'f', kind, label: { zh: '', en: '' } }) as FieldDef
  it('of a month of days', () => expect(filterBehind(field('date'), 'month', '2026-02-01')).toEqual({ field: 'f', op: 'between', value: ['2026-02-01', '2026-02-28'] }))
  it('of a quarter of instants, in the zone of the lender', () => expect(filterBehind(field('datetime'), 'quarter', '2026-01-01')).toEqual({ and: [{ field: 'f', op: 'ge', value: '2025-12-31T16:00:00.000Z' }, { field: 'f', op: 'lt', value: '2026-03-31T16:00:00.000Z' }] }))
  it('of those without a value', () => expect(filterBehind(field('choice'), '', null)).toEqual({ field: 'f', op: 'is_null', value: true }))
  it('finds the instant at which clocks show a time, before and after they change', () => {
    for (const shown of ['2026-03-08 01:30', '2026-03-08 03:30', '2026-11-01 00:30', '2026-11-01 02:30', '2026-07-01 23:59']) expect(formatInstant(instantAt(shown, 'America/New_York'), 'America/New_York')).toBe(shown)
    expect(instantAt('2026-12-05 10:00', 'Asia/Shanghai')).toBe('2026-12-05T02:00:00.000Z')
  })
  it('begins a day at local midnight', () => expect(startOfDay('2026-07-01', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z'))
})
