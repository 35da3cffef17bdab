import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'
import { MOST, stars } from './stars'

export const rating: FieldSpec = {
  kind: 'rating', width: 110, Display, Input, Filter, defaultOp: 'ge',
  words: stars,
  check: (value) => (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST ? null : { key: 'form.badRating', values: { n: MOST } }),
}
