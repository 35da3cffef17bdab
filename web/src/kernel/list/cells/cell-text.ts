import type { FieldDef, RecordRow } from '@/api/types'
import { instantAt, parseDay } from '@/lib/dates'
import { say } from '@/lib/i18n'
import { parseAmount } from '@/lib/money'
import { parsePercent } from '@/lib/percent'
import type { Column } from '../columns'
import { faultOf } from '../../form/check'
import { isFindable, NAMED, readNamed, type Found } from './named'

const BARE = new Set(['money', 'number', 'rating'])
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/
/** Kinds whose value can be told from its text. */
const READABLE = new Set(['text', 'long_text', 'money', 'number', 'percent', 'rating', 'date', 'datetime', 'choice', 'multi_choice', 'boolean', 'phone', 'email', 'url', 'id_number', 'bank_card', 'uscc'])

/** A cell as it goes to a spreadsheet: as it is shown, numbers without thousands, nothing that would be run. */
export function textOfCell({ key, field, spec }: Column, record: RecordRow): string {
  const value = record[key]
  if (value === null || value === undefined || value === '') return ''
  if (BARE.has(field.kind)) return String(value)
  if (field.kind === 'percent') return spec.words(value, field).replace(' ', '')
  const text = record._labels?.[key] ?? spec.words(value, field)
  return FORMULA.test(text) ? `'${text}` : text
}

export const isPastable = ({ field, masked }: Column): boolean => !masked && (READABLE.has(field.kind) || (NAMED.has(field.kind) && isFindable(field)))

export type Read = { value: unknown } | { fault: string }

/** A pasted text without what a spreadsheet needs. */
export const bare = (given: string): string => given.trim().replace(/^'(?=[=+\-@])/, '')

/** What a text means in a column: the value that is sent, or why it cannot be; names are looked up in what was found. */
export function readText({ key, field, spec }: Column, given: string, found?: Found): Read {
  const text = bare(given)
  if (NAMED.has(field.kind) && text !== '') return readNamed(field, text, found?.get(key))
  const value = text === '' ? null : meant(field, text)
  if (value === undefined) return { fault: say('cells.noOption', { text }) }
  const fault = faultOf(field, value)
  if (fault) return { fault }
  return { value: value === null ? null : spec.clean?.(value, field) ?? value }
}

function option(field: FieldDef, text: string): string | undefined {
  return field.options?.find((one) => [one.value, one.label.zh, one.label.en].includes(text))?.value
}

/** The value of a text, as a form would hold it; undefined where it is no choice. What it cannot be is left to the check. */
function meant(field: FieldDef, text: string): unknown {
  switch (field.kind) {
    case 'choice': return option(field, text)
    case 'multi_choice': {
      const chosen = text.split(/[、,，;；]/).map((one) => option(field, one.trim()))
      return chosen.includes(undefined) ? undefined : chosen
    }
    case 'boolean': return /^(是|true|yes|1)$/i.test(text) ? true : /^(否|false|no|0)$/i.test(text) ? false : undefined
    case 'money': return parseAmount(text) ?? text
    case 'number': return text.replace(/(?<=\d)[,，](?=\d{3})/g, '')
    case 'rating': return /^\d+$/.test(text) ? Number(text) : text
    case 'percent': return parsePercent(text) ?? text
    case 'date': return parseDay(text) ?? text
    case 'datetime': {
      const match = /^(.+?)[ T]([01]?\d|2[0-3]):([0-5]\d)(?::\d{2})?$/.exec(text)
      const day = parseDay(match ? match[1]! : text)
      return day ? instantAt(`${day} ${match ? `${match[2]!.padStart(2, '0')}:${match[3]}` : '00:00'}`) : undefined
    }
    default: return text
  }
}
