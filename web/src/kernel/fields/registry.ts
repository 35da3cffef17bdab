import { autoNumber } from './auto_number/spec'
import { bankCard } from './bank_card/spec'
import { boolean } from './boolean/spec'
import { choice } from './choice/spec'
import { date } from './date/spec'
import { datetime } from './datetime/spec'
import { department } from './department/spec'
import { email } from './email/spec'
import { file } from './file/spec'
import { idNumber } from './id_number/spec'
import { json } from './json/spec'
import { longText } from './long_text/spec'
import { money } from './money/spec'
import { number } from './number/spec'
import { percent } from './percent/spec'
import { phone } from './phone/spec'
import { reference } from './reference/spec'
import { text } from './text/spec'
import type { FieldSpec } from './types'
import { user } from './user/spec'

/** One line a kind. */
const specs: FieldSpec[] = [
  text, longText, number, money, percent, date, datetime, boolean, choice, reference, user, department,
  phone, idNumber, bankCard, email, json, file, autoNumber,
]

const byKind = new Map(specs.map((spec) => [spec.kind, spec]))

/** The spec of a kind; a kind this version does not know is shown and entered as text. */
export function specOf(kind: string): FieldSpec {
  return byKind.get(kind) ?? text
}

export const kinds: readonly string[] = specs.map((spec) => spec.kind)
