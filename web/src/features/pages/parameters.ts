import type { PageParameter } from '@/api/pages'
import type { Filter } from '@/api/types'
import { joinParts } from '@/kernel/filters/parts'

export type ParameterValues = Record<string, unknown>
const PREFIX = '$param.'

/** What the address gives for each parameter, in its kind; else its default. */
export function valuesOf(parameters: readonly PageParameter[], search: Record<string, unknown>, today: string): ParameterValues {
  return Object.fromEntries(parameters.map((one) => {
    const given = search[one.key] ?? (one.default === '$today' ? today : one.default)
    if (given === undefined || given === null || given === '') return [one.key, undefined]
    if (one.kind === 'boolean') return [one.key, given === true || given === 'true']
    return [one.key, one.kind === 'number' && Number.isFinite(Number(given)) ? Number(given) : String(given)]
  }))
}

function isUnset(value: unknown, values: ParameterValues): boolean {
  if (Array.isArray(value)) return value.some((one) => isUnset(one, values))
  return typeof value === 'string' && value.startsWith(PREFIX) && values[value.slice(PREFIX.length)] === undefined
}

/** A value with its parameters filled in. */
export function filled(value: unknown, values: ParameterValues): unknown {
  if (typeof value === 'string' && value.startsWith(PREFIX)) return values[value.slice(PREFIX.length)]
  return Array.isArray(value) ? value.map((one) => filled(one, values)) : value
}

export function filledAll(given: Record<string, unknown> | undefined, values: ParameterValues): Record<string, unknown> {
  const all = Object.entries(given ?? {}).map(([key, value]) => [key, filled(value, values)] as const)
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}

/** A filter with its parameters filled in; a condition on one that has no value is left out. */
export function filledFilter(filter: Filter | null | undefined, values: ParameterValues): Filter | null {
  if (!filter) return null
  if ('and' in filter) return joinParts(filter.and.map((one) => filledFilter(one, values)))
  if ('or' in filter) {
    const kept = filter.or.map((one) => filledFilter(one, values)).filter((one): one is Filter => one !== null)
    return kept.length > 1 ? { or: kept } : kept[0] ?? null
  }
  if ('not' in filter) {
    const inner = filledFilter(filter.not, values)
    return inner && { not: inner }
  }
  return isUnset(filter.value, values) ? null : { ...filter, value: filled(filter.value, values) }
}
