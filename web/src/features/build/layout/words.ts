import type { Difference } from '@/api/building'
import type { ObjectDef, ViewDef } from '@/api/types'
import { fieldOf } from '@/kernel/catalog'
import { filterWords } from '@/kernel/filters/words'
import { hasWords, pick, say } from '@/lib/i18n'
import { listWords, partWords, quoted } from '@/lib/phrases'

/** A step of a path or a value in words: a field by its name, a view by its label, an index as a number. */
function stepWords(step: string, object: ObjectDef, views: readonly ViewDef[]): string {
  const field = fieldOf(object, step)
  if (field) return quoted(pick(field.label))
  const view = views.find((one) => one.key === step)
  if (view) return quoted(pick(view.label))
  if (/^\d+$/.test(step)) return String(Number(step) + 1)
  return hasWords(`designer.where.${step}`) ? say(`designer.where.${step}`) : step
}

function valueWords(value: unknown, object: ObjectDef): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'string') return pick(fieldOf(object, value.replace(/^-/, ''))?.label) || (hasWords(`designer.kinds.${value}`) ? say(`designer.kinds.${value}`) : value)
  if (Array.isArray(value)) return listWords(value.map((one) => valueWords(one, object)))
  const one = value as Record<string, unknown>
  if (one.label) return pick(one.label as never)
  if ('zh' in one) return pick(one as never)
  if ('field' in one || 'and' in one || 'or' in one || 'not' in one) return filterWords(value as never, object)
  return partWords(Object.entries(one).map(([key, each]) => `${hasWords(`designer.where.${key}`) ? say(`designer.where.${key}`) : key} ${valueWords(each, object)}`.trim()))
}

/** One difference of two layouts in words. */
export function differenceWords(one: Difference, object: ObjectDef, views: readonly ViewDef[]): { where: string; what: string; old: string; new: string } {
  const steps = one.path.split('/').filter(Boolean)
  return {
    where: steps.map((step) => stepWords(step, object, views)).join(' › '),
    what: say(`designer.change.${one.change}`),
    old: valueWords(one.old, object),
    new: valueWords(one.new, object),
  }
}
