import type { FieldDef } from '@/api/types'
import { say } from '@/lib/i18n'
import { optionWords } from '../choice/spec'

/** The chosen options by name, in their order. */
export function chosenWords(value: unknown, field: FieldDef): string {
  if (!Array.isArray(value)) return optionWords(value, field)
  return value.map((one) => optionWords(one, field)).join(say('op.or') === 'or' ? ', ' : '、')
}
