import type { ProblemItem } from '@/api/client'
import type { FieldDef, RecordRow, TaskForm } from '@/api/types'
import { specOf } from '@/kernel/fields/registry'
import { isBlank, type Values } from '@/kernel/form/check'
import { say } from '@/lib/i18n'

/** What a form task sends: what is filled in, null where a value was taken out; never a masked value. */
export function changesOf(fields: FieldDef[], seen: TaskForm, filled: Values): Values {
  const sent: Values = {}
  for (const { key } of fields) {
    if (key in seen.masked && (filled[key] === undefined || filled[key] === seen.masked[key])) continue
    if (filled[key] !== undefined) sent[key] = filled[key]
    else if (!isBlank(seen.values[key])) sent[key] = null
  }
  return sent
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Fields whose value is still the one the form was opened with. */
export function untouched(fields: FieldDef[], seen: TaskForm, filled: Values): string[] {
  const before = { ...seen.values, ...seen.masked }
  return fields.map(({ key }) => key).filter((key) => same(filled[key], before[key]))
}

/** A fault beside each field that somebody else changed after the form was opened. */
export function staleFaults(fields: FieldDef[], seen: TaskForm, current: RecordRow): ProblemItem[] {
  const before = { ...seen.values, ...seen.masked }
  return fields
    .filter(({ key }) => key in current && !same(current[key], before[key]))
    .map((field) => ({
      pointer: `/values/${field.key}`,
      message: say('inbox.changedTo', { value: isBlank(current[field.key]) ? '—' : specOf(field.kind).words(current[field.key], field) }),
    }))
}
