import type { FieldDef, Filter, RecordRow } from '@/api/types'
import { addDays, daysBetween, localDay, startOfDay } from '@/lib/dates'

export type Zoom = 'day' | 'week' | 'month'
export const ZOOMS: readonly Zoom[] = ['day', 'week', 'month']

/** What a sheet of each zoom shows, how much of it lies before today, how far one turn of it goes, and one step of a bar in days. */
const SHEETS: Record<Zoom, { units: number; past: number; turn: number; step: number }> = {
  day: { units: 42, past: 7, turn: 14, step: 1 },
  week: { units: 26, past: 6, turn: 8, step: 7 },
  month: { units: 24, past: 6, turn: 6, step: 30 },
}
export const stepOf = (zoom: Zoom): number => SHEETS[zoom].step

export interface Unit { day: string; days: number; label: string; group: string }
export interface Sheet { first: string; last: string; days: number; units: Unit[] }
export interface Span { start: string; end: string }

function addMonths(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 10)
}

/** Monday of a day's week. */
function monday(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** The day around which a sheet is drawn after so many turns. */
export function turned(zoom: Zoom, day: string, turns: number): string {
  const units = turns * SHEETS[zoom].turn
  return zoom === 'month' ? addMonths(day, units) : addDays(day, zoom === 'week' ? 7 * units : units)
}

/** The days that are drawn around `day`. */
export function sheetOf(zoom: Zoom, day: string): Sheet {
  const { units: count, past } = SHEETS[zoom]
  const at = (n: number) => (zoom === 'month' ? addMonths(day, n - past) : addDays(monday(day), zoom === 'week' ? 7 * (n - past) : n - past))
  const units = Array.from({ length: count }, (_, n) => {
    const begins = at(n)
    return {
      day: begins, days: daysBetween(begins, at(n + 1)),
      label: zoom === 'month' ? String(Number(begins.slice(5, 7))) : zoom === 'week' ? begins.slice(5) : String(Number(begins.slice(8))),
      group: zoom === 'month' ? begins.slice(0, 4) : begins.slice(0, 7),
    }
  })
  return { first: at(0), last: addDays(at(count), -1), days: daysBetween(at(0), at(count)), units }
}

/** The records that lie on a sheet: one that has a start or an end only stands on that day. */
export function onSheet(start: FieldDef, end: FieldDef, sheet: Sheet): Filter {
  const from = (field: FieldDef): Filter => ({ field: field.key, op: 'ge', value: bound(field, sheet.first) })
  const until = (field: FieldDef): Filter =>
    field.kind === 'datetime' ? { field: field.key, op: 'lt', value: bound(field, addDays(sheet.last, 1)) } : { field: field.key, op: 'le', value: sheet.last }
  const none = (field: FieldDef): Filter => ({ field: field.key, op: 'is_null', value: true })
  return { or: [{ and: [until(start), from(end)] }, { and: [from(start), until(start), none(end)] }, { and: [from(end), until(end), none(start)] }] }
}

function bound(field: FieldDef, day: string): string {
  return field.kind === 'datetime' ? startOfDay(day) : day
}

export function dayOf(field: FieldDef, value: unknown): string | null {
  if (!value) return null
  return field.kind === 'datetime' ? localDay(new Date(String(value))) : String(value)
}

/** The days a record covers; a start after its end is drawn as one day. */
export function spanOf(start: FieldDef, end: FieldDef, record: RecordRow): Span | null {
  const from = dayOf(start, record[start.key])
  const until = dayOf(end, record[end.key])
  if (!from && !until) return null
  const begins = from ?? until!
  const ends = until ?? from!
  return { start: begins, end: ends < begins ? begins : ends }
}

export type Edge = 'both' | 'start' | 'end'

/** A span whose edge went some days on; it keeps at least one day. */
export function shifted({ start, end }: Span, edge: Edge, days: number): Span {
  if (edge === 'both') return { start: addDays(start, days), end: addDays(end, days) }
  if (edge === 'start') return { start: addDays(start, Math.min(days, daysBetween(start, end))), end }
  return { start, end: addDays(end, Math.max(days, daysBetween(end, start))) }
}

/** The values that put a record onto a span: a time of day stays as it is, and what has no value keeps none. */
export function valuesOf(fields: { start: FieldDef; end: FieldDef }, record: RecordRow, old: Span, next: Span): Record<string, string> {
  const values: Record<string, string> = {}
  for (const edge of ['start', 'end'] as const) {
    const field = fields[edge]
    const value = record[field.key]
    const days = daysBetween(old[edge], next[edge])
    if (days === 0 || !value) continue
    values[field.key] = field.kind === 'datetime' ? new Date(Date.parse(String(value)) + days * 86_400_000).toISOString() : addDays(String(value), days)
  }
  return values
}

/** Where a span is drawn, in hundredths of the sheet, and whether it goes on beyond it. */
export function placeOf(sheet: Sheet, span: Span) {
  const from = daysBetween(sheet.first, span.start)
  const until = daysBetween(sheet.first, span.end) + 1
  const left = Math.min(Math.max(from, 0), sheet.days)
  const right = Math.min(Math.max(until, 0), sheet.days)
  return { left: (100 * left) / sheet.days, width: (100 * (right - left)) / sheet.days, before: from < 0, after: until > sheet.days }
}
