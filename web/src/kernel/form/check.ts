import type { FieldDef } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { specOf } from '../fields/registry'

export type Values = Record<string, unknown>

export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}

const CHOSEN = new Set(['choice', 'reference', 'user', 'department', 'date', 'datetime', 'file', 'multi_choice', 'multi_reference', 'rating', 'image', 'address'])

/** The fault of one field in words, or null. */
export function faultOf(field: FieldDef, value: unknown): string | null {
  const name = pick(field.label)
  if (field.required && field.kind === 'boolean' && value !== true) return say('form.mustAgree', { name })
  if (isBlank(value) && field.required && field.kind === 'signature') return say('form.mustSign', { name })
  if (isBlank(value)) return field.required ? say(CHOSEN.has(field.kind) ? 'form.requiredChoice' : 'form.required', { name }) : null
  const fault = specOf(field.kind).check?.(value, field)
  return fault ? say(fault.key, fault.values) : null
}

export function faultsOf(fields: FieldDef[], values: Values): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const field of fields) {
    const fault = faultOf(field, values[field.key])
    if (fault) faults[field.key] = fault
  }
  return faults
}

/** What is sent: cleaned values of the form's fields, without blanks. */
export function cleanValues(fields: FieldDef[], values: Values): Values {
  const out: Values = {}
  for (const field of fields) {
    const value = values[field.key]
    if (isBlank(value)) continue
    const clean = specOf(field.kind).clean
    out[field.key] = clean ? clean(value, field) : value
  }
  return out
}
