import type { Group } from '@/api/groups'
import type { Condition, FieldDef, Filter, ObjectDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { specOf } from '@/kernel/fields/registry'
import { addDays, startOfDay } from '@/lib/dates'
import { pick, say } from '@/lib/i18n'
import { formatAmount, formatMoney } from '@/lib/money'
import { formatPercent } from '@/lib/percent'

export interface Figure { name: string; value: number; words: string; filter: Filter }

export const measuresOf = (measure: string | undefined): string[] => (measure && measure !== 'count' ? [measure] : [])

export function measureLabel(measure: string | undefined, object: ObjectDef): string {
  if (!measure || measure === 'count') return say('pages.count')
  const [how, key] = measure.split(':')
  return say(`pages.measureOf.${how}`, { name: pick(fieldOf(object, key!)?.label) })
}

/** A figure as people read it; `null` is a sum over nothing. */
export function figureWords(measure: string | undefined, value: unknown, object: ObjectDef): string {
  if (value === null || value === undefined) return '—'
  const field = measure ? fieldOf(object, measure.split(':')[1] ?? '') : undefined
  if (!field) return formatAmount(String(value), 0)
  if (field.kind === 'money') return formatMoney(String(value))
  if (field.kind === 'percent') return formatPercent(String(value))
  return ['date', 'datetime'].includes(field.kind) ? specOf(field.kind).words(value, field) : formatAmount(String(value), 0)
}

export const figureOf = (group: Group | undefined, measure: string | undefined): unknown => (measure && measure !== 'count' ? group?.[measure] : group?.count)

const STEPS: Record<string, (first: Date) => void> = {
  day: (at) => at.setUTCDate(at.getUTCDate() + 1),
  week: (at) => at.setUTCDate(at.getUTCDate() + 7),
  month: (at) => at.setUTCMonth(at.getUTCMonth() + 1),
  quarter: (at) => at.setUTCMonth(at.getUTCMonth() + 3),
  year: (at) => at.setUTCFullYear(at.getUTCFullYear() + 1),
}

function dayAfter(first: string, part: string): string {
  const at = new Date(`${first}T00:00:00Z`)
  ;(STEPS[part] ?? STEPS.day!)(at)
  return at.toISOString().slice(0, 10)
}

/** The records behind a group. */
export function filterBehind(field: FieldDef, part: string, value: unknown): Filter {
  const term = (op: string, to: unknown): Condition => ({ field: field.key, op, value: to })
  if (value === null || value === undefined) return term('is_null', true)
  if (field.kind === 'date') return term('between', [String(value), addDays(dayAfter(String(value), part), -1)])
  if (field.kind === 'datetime') return { and: [term('ge', startOfDay(String(value))), term('lt', startOfDay(dayAfter(String(value), part)))] }
  return term('eq', value)
}

function nameOf(field: FieldDef, part: string, value: unknown, label: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return say('views.empty')
  if (['date', 'datetime'].includes(field.kind)) {
    const day = String(value)
    if (part === 'year') return day.slice(0, 4)
    if (part === 'quarter') return `${day.slice(0, 4)} Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
    return part === 'month' ? day.slice(0, 7) : day
  }
  return label ?? specOf(field.kind).words(value, field)
}

/** Groups as a chart draws them: days in their order, all else the largest first. */
export function figuresOf(groups: readonly Group[], by: string, measure: string | undefined, object: ObjectDef): Figure[] {
  const [key, part = 'day'] = by.split(':')
  const field = fieldOf(object, key!)
  if (!field) return []
  const inOrder = ['date', 'datetime'].includes(field.kind)
  const found = groups.map((group) => {
    const value = figureOf(group, measure)
    return {
      at: String(group.by[0] ?? ''), name: nameOf(field, part, group.by[0], group.labels[0]), value: Number(value ?? 0),
      words: figureWords(measure, value, object), filter: filterBehind(field, part, group.by[0]),
    }
  })
  found.sort((a, b) => (inOrder ? a.at.localeCompare(b.at) : b.value - a.value))
  return found.map(({ name, value, words, filter }) => ({ name, value, words, filter }))
}
