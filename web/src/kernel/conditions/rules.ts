import type { FieldDef, FieldRules, FieldSection, ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import type { Values } from '../form/check'
import { NAME, type Engine } from './engine'

/** The conditions of a form by field; those of a section hold for each of its fields too. */
export type Conditions = Record<string, FieldRules & { section_when?: string }>

export function conditionsOf(sections: readonly FieldSection[]): Conditions {
  const found: Conditions = {}
  for (const section of sections) {
    for (const key of section.fields) {
      const rules = section.rules?.[key]
      if (rules || section.visible_when) found[key] = { ...rules, ...(section.visible_when && { section_when: section.visible_when }) }
    }
  }
  return found
}

/**
 * A form's fields as the conditions make them: hidden ones left out, needed and fixed ones marked.
 * Without an engine nothing is hidden, so that nobody is kept from entering what is asked.
 */
export function underConditions(fields: FieldDef[], conditions: Conditions, values: Values, engine: Engine, known: readonly FieldDef[] = fields): FieldDef[] {
  if (Object.keys(conditions).length === 0 || engine.state === 'failed') return fields
  // What has just been hidden counts as empty for the others.
  const held = { ...values }
  return fields.flatMap((field) => {
    const rules = conditions[field.key]
    if (!rules) return [field]
    const holds = (expression: string | undefined) => engine.state === 'ready' && expression !== undefined && engine.evaluate(expression, known, held) === true
    if ((rules.section_when && !holds(rules.section_when)) || (rules.visible_when && !holds(rules.visible_when))) {
      held[field.key] = null
      return []
    }
    const required = field.required || holds(rules.required_when)
    const fixed = holds(rules.read_only_when)
    const offered = rules.options_when && engine.state === 'ready' ? field.options?.filter((one) => !rules.options_when?.[one.value] || one.value === held[field.key] || holds(rules.options_when[one.value])) : field.options
    return [required === Boolean(field.required) && !fixed && offered === field.options ? field : { ...field, required, options: offered, ...(fixed && { read_only: true }) }]
  })
}

/** A record's fields under the rules of its form, in the order in which the form asks for them. */
export function recordFields(object: ObjectDef, conditions: Conditions, values: Values, engine: Engine): Map<string, FieldDef> {
  const order = new Map(object.form.flatMap((section) => section.fields).map((key, at) => [key, at]))
  const fields = [...object.fields].sort((a, b) => (order.get(a.key) ?? Infinity) - (order.get(b.key) ?? Infinity) || 0)
  return new Map(underConditions(fields, conditions, values, engine).map((field) => [field.key, field]))
}

/** Whether a rule is about some fields: what nobody touches is not asked of a record that is changed. */
export function isTouched(key: string, expression: string, changed: ReadonlySet<string>): boolean {
  return changed.has(key) || [...expression.matchAll(NAME)].some(([, , name]) => name !== undefined && changed.has(name))
}

/** An expression with the names of fields in place of their keys. */
export function conditionWords(expression: string, fields: readonly FieldDef[]): string {
  return expression.replace(NAME, (whole: string, _quoted: string | undefined, name: string | undefined) => pick(fields.find((one) => one.key === name)?.label) || whole)
}
