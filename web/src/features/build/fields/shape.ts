import type { StoredField } from '@/api/building'
import type { FieldDef, ObjectDef } from '@/api/types'
import { kindNamed } from '@/kernel/catalog'
import { kinds } from '@/kernel/fields/registry'
import type { Values } from '@/kernel/form/check'
import { pick } from '@/lib/i18n'

const DERIVED = new Set(['formula', 'rollup'])
const NO_DEFAULT = new Set(['children', 'formula', 'rollup', 'reference', 'user', 'department', 'file', 'json', 'id_number', 'bank_card', 'multi_reference'])
const OWN: Record<string, string[]> = {
  text: ['max_length', 'searchable'], long_text: ['max_length', 'searchable'], number: ['scale', 'minimum', 'maximum'], money: ['minimum', 'maximum'], percent: ['minimum', 'maximum'], rating: ['maximum'],
  choice: ['options'], multi_choice: ['options'], reference: ['target', 'on_delete', 'only'], multi_reference: ['target', 'on_delete', 'only'], children: ['target', 'via'], formula: ['result', 'scale', 'expression'], rollup: ['result', 'scale', 'rollup'],
}
const place = (kind: string) => (kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length)
/** What cannot be changed once a field is there. */
const SETTLED = new Set(['key', 'kind', 'scale', 'target', 'via', 'on_delete', 'result', 'rollup'])

/** Whether a field can be part of what tells records apart. */
export function canBeKey(field: FieldDef): boolean {
  return kindNamed(field.derived ?? field.kind)?.keyable === true
}

/** The inputs that a field of this kind needs, in order; only those are sent. */
export function inputsOf(kind: string, asked: FieldDef[], object: ObjectDef, objects: ObjectDef[], values: Values, changing: boolean): FieldDef[] {
  const keys = ['label_zh', 'kind', ...(OWN[kind] ?? []), ...(DERIVED.has(kind) ? [] : ['required']), ...(kindNamed(kind)?.keyable ? ['unique'] : []), ...(NO_DEFAULT.has(kind) ? [] : ['default', 'default_expression']), ...(DERIVED.has(kind) || kind === 'children' ? [] : ['checks', 'sensitivity']), 'help', 'label_en', 'key']
  const known = new Map(asked.map((field) => [field.key, field]))
  return keys.filter((key) => known.has(key) && !(changing && SETTLED.has(key))).map((key) => {
    const field = known.get(key)!
    if (kind === 'children' && (key === 'target' || key === 'via')) return { ...field, kind: 'choice', required: true, options: waysBack(objects, object.key, key === 'via' ? String(values.target ?? '') : null) }
    if (key === 'target') return { ...field, kind: 'choice', required: true, options: objects.map((one) => ({ value: one.key, label: one.label })) }
    if (key === 'expression' || key === 'default_expression' || key === 'checks' || key === 'rollup') return { ...field, target: object.key, required: key === 'expression' || key === 'rollup' }
    if (key === 'kind') return { ...field, options: [...(field.options ?? [])].sort((a, b) => place(a.value) - place(b.value)) }
    if (kind === 'multi_reference' && key === 'on_delete') return { ...field, options: (field.options ?? []).filter((one) => one.value !== 'cascade') }
    if (key === 'only') return { ...field, target: String(values.target ?? '') || undefined }
    if (key === 'options') return { ...field, required: true }
    if (key === 'default') return { ...field, kind, required: false, scale: Number(values.scale ?? 0), options: Array.isArray(values.options) ? (values.options as FieldDef['options']) : [], max_length: undefined }
    return field
  })
}

/** For a sub-table: the objects that refer to this one, or the fields by which one of them does. */
function waysBack(objects: ObjectDef[], to: string, of: string | null): FieldDef['options'] {
  const ways = (object: ObjectDef) => object.fields.filter((one) => one.kind === 'reference' && one.target === to)
  if (of === null) return objects.filter((one) => one.rights.create && ways(one).length > 0).map((one) => ({ value: one.key, label: one.label }))
  return objects.filter((one) => one.key === of).flatMap(ways).map((one) => ({ value: one.key, label: one.label }))
}

/** What the form of a field that is there starts with. */
export function startOf(field: StoredField): Values {
  const { label, help, options, checks, ...rest } = field
  return { ...rest, label_zh: label.zh, label_en: label.en, help: help ? pick(help) : null, options, checks }
}
