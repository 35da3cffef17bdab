import type { FieldSpec } from '../types'
import { Display } from './Display'
import { Filter } from './Filter'
import { Input } from './Input'
import { chosenWords } from './words'

export const multiChoice: FieldSpec = { kind: 'multi_choice', width: 180, Display, Input, Filter, words: chosenWords, defaultOp: 'has' }
