import type { Condition, Filter, ObjectDef } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { specOf } from '../fields/registry'

const DATES = new Set(['date', 'datetime'])
const DATE_OPS: Record<string, string> = { lt: 'before', le: 'onOrBefore', gt: 'after', ge: 'onOrAfter' }

export function opWords(op: string, kind: string): string {
  return say(`op.${(DATES.has(kind) && DATE_OPS[op]) || op}`)
}

function conditionWords(condition: Condition, object: ObjectDef): string {
  const field = object.fields.find((f) => f.key === condition.field)
  const name = field ? pick(field.label) : condition.field
  const one = (value: unknown) => {
    if (value === '$today') return say('op.today')
    if (value === '$user.id') return say('op.me')
    return field ? specOf(field.kind).words(value, field) : String(value)
  }
  if (condition.op === 'shared') return say('sharing.withMe')
  if (condition.op === 'is_null') return `${name} ${say(condition.value === false ? 'op.not_null' : 'op.is_null')}`
  if (condition.op === 'between' && Array.isArray(condition.value)) {
    return `${name} ${say('op.betweenWords', { a: one(condition.value[0]), b: one(condition.value[1]) })}`
  }
  const values = Array.isArray(condition.value) ? listWords(condition.value.map(one)) : one(condition.value)
  const op = Array.isArray(condition.value) && condition.value.length === 1 && condition.op === 'in' ? 'eq' : condition.op
  return `${name} ${opWords(op, field?.kind ?? 'text')} ${values}`
}

/** A filter in plain words: 「状态 是 新线索」, 「金额 大于 10,000.00 或 渠道 是 官网」. */
export function filterWords(filter: Filter, object: ObjectDef): string {
  if ('and' in filter) return filter.and.map((part) => filterWords(part, object)).join(` ${say('op.and')} `)
  if ('or' in filter) return filter.or.map((part) => filterWords(part, object)).join(` ${say('op.or')} `)
  if ('not' in filter) return `${say('op.not')} ${filterWords(filter.not, object)}`
  return conditionWords(filter, object)
}
