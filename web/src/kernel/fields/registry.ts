import { address } from './address/spec'
import { autoNumber } from './auto_number/spec'
import { bankCard } from './bank_card/spec'
import { boolean } from './boolean/spec'
import { children } from './children/spec'
import { choice } from './choice/spec'
import { date } from './date/spec'
import { datetime } from './datetime/spec'
import { department } from './department/spec'
import { email } from './email/spec'
import { file } from './file/spec'
import { idNumber } from './id_number/spec'
import { image } from './image/spec'
import { json } from './json/spec'
import { location } from './location/spec'
import { longText } from './long_text/spec'
import { money } from './money/spec'
import { multiChoice } from './multi_choice/spec'
import { multiReference } from './multi_reference/spec'
import { number } from './number/spec'
import { percent } from './percent/spec'
import { phone } from './phone/spec'
import { rating } from './rating/spec'
import { reference } from './reference/spec'
import { signature } from './signature/spec'
import { text } from './text/spec'
import type { FieldSpec } from './types'
import { url } from './url/spec'
import { user } from './user/spec'
import { uscc } from './uscc/spec'

/** One line a kind. */
const specs: FieldSpec[] = [
  text, longText, number, money, percent, date, datetime, boolean, choice, multiChoice, multiReference, rating, reference, children, user, department,
  phone, idNumber, bankCard, uscc, address, email, url, location, json, file, image, signature, autoNumber,
]

const byKind = new Map(specs.map((spec) => [spec.kind, spec]))

/** The spec of a kind; a kind this version does not know is shown and entered as text. */
export function specOf(kind: string): FieldSpec {
  return byKind.get(kind) ?? text
}

export const kinds: readonly string[] = specs.map((spec) => spec.kind)
