import type { ComponentType } from 'react'
import type { FieldDef } from '@/api/types'

export interface DisplayProps { field: FieldDef; value: unknown; label?: string }
export interface InputProps {
  id: string
  field: FieldDef
  value: unknown
  onChange: (value: unknown) => void
  onBlur?: () => void
  /** What a reference value is called, known from the record's _labels. */
  label?: string
  invalid?: boolean
  describedBy?: string
  autoFocus?: boolean
}
export interface FilterProps { id: string; field: FieldDef; op: string; value: unknown; onChange: (value: unknown) => void }

/** A fault in words that i18n knows, with its values. */
export interface Fault { key: string; values?: Record<string, unknown> }

export interface FieldSpec {
  kind: string
  /** Column width in px. */
  width: number
  align?: 'right'
  Display: ComponentType<DisplayProps>
  Input: ComponentType<InputProps>
  Filter: ComponentType<FilterProps>
  /** Plain words of a value, for chips, cards, conflicts and the timeline. */
  words: (value: unknown, field: FieldDef) => string
  /** Checks a filled value; what is empty is checked by `required` alone. */
  check?: (value: unknown, field: FieldDef) => Fault | null
  /** Turns what the form holds into what the API takes. */
  clean?: (value: unknown, field: FieldDef) => unknown
  /** The input shows the label itself (a checkbox). */
  ownLabel?: boolean
  /** Takes the whole width of a form or of the sections. */
  wide?: boolean
  defaultOp?: string
}
