import type { FieldDef } from '@/api/types'
import { listWords } from '@/lib/phrases'
import { optionWords } from '../choice/spec'

/** The chosen options by name, in their order. */
export function chosenWords(value: unknown, field: FieldDef): string {
  if (!Array.isArray(value)) return optionWords(value, field)
  return listWords(value.map((one) => optionWords(one, field)))
}
