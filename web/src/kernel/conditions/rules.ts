import type { FieldDef, FieldRules, FieldSection } from '@/api/types'
import type { Values } from '../form/check'
import type { Engine } from './engine'

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
