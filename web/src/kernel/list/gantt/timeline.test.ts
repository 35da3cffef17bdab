import { expect, test } from 'vitest'
import type { FieldDef } from '@/api/types'
import { onSheet, placeOf, sheetOf, shifted, spanOf, turned, valuesOf } from './timeline'

const field = (key: string, kind = 'date'): FieldDef => ({ key, kind, label: { zh: key, en: key } })
const start = field('s'), end = field('e')

test('a sheet is whole weeks or months without a gap', () => {
  for (const zoom of ['day', 'week', 'month'] as const) {
    for (const turns of [-3, 0, 4]) {
      const sheet = sheetOf(zoom, turned(zoom, '2026-03-05', turns))
      expect(sheet.units.reduce((sum, unit) => sum + unit.days, 0)).toBe(sheet.days)
      expect(sheet.units[0]!.day).toBe(sheet.first)
    }
    const now = sheetOf(zoom, '2026-03-05')
    expect(now.first < '2026-03-05' && now.last > '2026-03-05').toBe(true)
  }
  expect(sheetOf('month', '2026-01-31').units.map((unit) => unit.day).slice(5, 8)).toEqual(['2025-12-01', '2026-01-01', '2026-02-01'])
})

test('a record with one day only stands on it, one with none is not drawn', () => {
  expect(spanOf(start, end, { id: 'x', s: '2026-03-05' })).toEqual({ start: '2026-03-05', end: '2026-03-05' })
  expect(spanOf(start, end, { id: 'x', e: '2026-03-05' })).toEqual({ start: '2026-03-05', end: '2026-03-05' })
  expect(spanOf(start, end, { id: 'x', s: '2026-03-05', e: '2026-03-01' })).toEqual({ start: '2026-03-05', end: '2026-03-05' })
  expect(spanOf(start, end, { id: 'x' })).toBeNull()
})

test('an edge never passes the other', () => {
  const span = { start: '2026-03-05', end: '2026-03-07' }
  expect(shifted(span, 'start', 9)).toEqual({ start: '2026-03-07', end: '2026-03-07' })
  expect(shifted(span, 'end', -9)).toEqual({ start: '2026-03-05', end: '2026-03-05' })
  expect(shifted(span, 'both', 3)).toEqual({ start: '2026-03-08', end: '2026-03-10' })
})

test('only what moved is written, and a time of day stays', () => {
  const at = field('e', 'datetime')
  const record = { id: 'x', s: '2026-03-05', e: '2026-03-07T02:30:00.000Z' }
  const span = spanOf(start, at, record)!
  expect(span).toEqual({ start: '2026-03-05', end: '2026-03-07' })
  expect(valuesOf({ start, end: at }, record, span, shifted(span, 'end', 2))).toEqual({ e: '2026-03-09T02:30:00.000Z' })
  expect(valuesOf({ start, end: at }, { id: 'x', s: '2026-03-05' }, { start: '2026-03-05', end: '2026-03-05' }, { start: '2026-03-06', end: '2026-03-06' })).toEqual({ s: '2026-03-06' })
})

test('a span is cut to its sheet, and what is asked for lies on it', () => {
  const sheet = sheetOf('day', '2026-03-05')
  const place = placeOf(sheet, { start: '2020-01-01', end: '2030-01-01' })
  expect(place).toEqual({ left: 0, width: 100, before: true, after: true })
  expect(placeOf(sheet, { start: sheet.first, end: sheet.first })).toMatchObject({ left: 0, before: false, after: false })
  expect(JSON.stringify(onSheet(start, field('e', 'datetime'), sheet))).toContain('"op":"is_null"')
})
