import type { FormVariant, LayoutBody } from '@/api/building'
import type { FieldDef, FieldRules, FieldSection, Label, ObjectDef, ViewDef, ViewKind } from '@/api/types'
import { freeName, moved } from '../lists'

/** What of a layout is made of sections: the main form, a variant of it by its place, and the record page. */
export type Part = 'form' | 'detail' | `variant:${number}`

export function variantOf(part: Part): number | null {
  return part.startsWith('variant:') ? Number(part.slice(8)) : null
}

/** The pointer under which faults of a part's sections are told. */
export function rootOf(part: Part): string {
  return part === 'form' ? '/form' : part === 'detail' ? '/detail/sections' : `/variants/${variantOf(part)}/form`
}

export function omit<T extends object>(one: T, keys: string[]): T {
  return Object.fromEntries(Object.entries(one).filter(([key]) => !keys.includes(key))) as T
}

/** What a designer starts with where an object has never been laid out: what people see now. */
export function startBody(object: ObjectDef): LayoutBody {
  const entered = new Set(object.fields.filter(isEntered).map((field) => field.key))
  const form = object.form.map((section) => ({ ...section, fields: section.fields.filter((key) => entered.has(key)) }))
  return { views: object.views, form, detail: object.detail, actions: object.actions }
}

function isEntered(field: FieldDef): boolean {
  return !field.read_only && field.kind !== 'auto_number'
}

export function sectionsIn(body: LayoutBody, part: Part): FieldSection[] {
  const variant = variantOf(part)
  return (variant !== null ? body.variants?.[variant]?.form : part === 'form' ? body.form : body.detail?.sections) ?? []
}

export function withSections(body: LayoutBody, part: Part, sections: FieldSection[]): LayoutBody {
  const variant = variantOf(part)
  if (variant !== null) return { ...body, variants: body.variants?.map((one, at) => (at === variant ? { ...one, form: sections } : one)) }
  return part === 'form' ? { ...body, form: sections } : { ...body, detail: { ...body.detail, sections } }
}

/** A form of its own begins as the main one, whose rules of fields hold in it too. */
export function newVariant(body: LayoutBody, label: Label): FormVariant {
  return { label, devices: ['phone'], form: body.form.map((section) => omit(section, ['rules'])) }
}

export function changeVariants(body: LayoutBody, make: (old: FormVariant[]) => FormVariant[]): LayoutBody {
  const variants = make(body.variants ?? [])
  return variants.length > 0 ? { ...body, variants } : omit(body, ['variants'])
}

/** Where in the designer the place of a fault is. */
export function placeOfPointer(body: LayoutBody, pointer: string): { part: Part | 'views' | 'actions'; chosen: string | null } {
  const [, root, first, ...more] = pointer.split('/')
  if (root === 'actions') return { part: 'actions', chosen: `action:${first}` }
  if (root === 'views') return { part: 'views', chosen: `view:${body.views[Number(first)]?.key}` }
  if (root === 'detail' && first !== 'sections') return { part: 'detail', chosen: null }
  if (root === 'variants' && more[0] !== 'form') return { part: `variant:${Number(first)}`, chosen: null }
  const part: Part = root === 'variants' ? `variant:${Number(first)}` : root === 'detail' ? 'detail' : 'form'
  const [section, word, at] = root === 'form' ? [first, ...more] : more.slice(root === 'variants' ? 1 : 0)
  if (section === undefined) return { part, chosen: null }
  const chosen = word === 'rules' && at ? `field:${at}` : word === 'fields' && at ? `field:${sectionsIn(body, part)[Number(section)]?.fields[Number(at)]}` : word === 'notes' && at ? `note:${section}:${at}` : `section:${section}`
  return { part, chosen }
}

export function changeSection(sections: readonly FieldSection[], at: number, part: Partial<FieldSection>): FieldSection[] {
  return sections.map((section, i) => (i === at ? dropEmpty({ ...section, ...part }) : section))
}

function dropEmpty<T extends object>(one: T): T {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== null && value !== '')) as T
}

export function setRule<W extends keyof FieldRules>(sections: readonly FieldSection[], key: string, word: W, value: FieldRules[W] | null): FieldSection[] {
  const kept = typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? undefined : value ?? undefined
  return sections.map((section) => {
    if (!section.fields.includes(key)) return section
    const one = dropEmpty({ ...section.rules?.[key], [word]: kept })
    const others = omit(section.rules ?? {}, [key])
    return dropEmpty({ ...section, rules: Object.keys(one).length > 0 ? { ...others, [key]: one } : Object.keys(others).length > 0 ? others : undefined })
  })
}

/** What a reference can fill in here: fields of one kind with fields of the record that is chosen. */
export function fillable(object: ObjectDef, target: ObjectDef, key: string): { field: FieldDef; from: FieldDef[] }[] {
  return object.fields.filter((field) => isEntered(field) && field.key !== key && field.kind !== 'children')
    .map((field) => ({ field, from: target.fields.filter((one) => !one.sensitivity && !one.revealable && (one.result ?? one.kind) === field.kind && (field.kind !== 'reference' || one.target === field.target)) }))
    .filter((one) => one.from.length > 0)
}

export function stepSection(sections: readonly FieldSection[], at: number, by: 1 | -1): FieldSection[] | null {
  return sections[at + by] ? moved(sections, at, at + by) : null
}

/** Fields that a part can still take. */
export function unplaced(object: ObjectDef, sections: readonly FieldSection[], part: Part): FieldDef[] {
  const placed = new Set(sections.flatMap((one) => one.fields))
  return object.fields.filter((field) => !placed.has(field.key) && field.kind !== 'json' && (part === 'detail' || isEntered(field)))
}

export const VIEW_KINDS = ['table', 'kanban', 'calendar', 'gallery', 'gantt', 'tree'] as const
type Need = 'group' | 'date' | 'start' | 'end' | 'parent'
const DAYS = ['date', 'datetime']
/** What a kind of view needs to know, and the kinds of field that suit. */
export const VIEW_NEEDS: Record<string, { need: Need; suits: string[] }[]> = {
  kanban: [{ need: 'group', suits: ['choice', 'user', 'reference', 'department', 'boolean'] }],
  calendar: [{ need: 'date', suits: DAYS }],
  gantt: [{ need: 'start', suits: DAYS }, { need: 'end', suits: DAYS }],
  tree: [{ need: 'parent', suits: ['reference'] }],
}

export function suiting(object: ObjectDef, { need, suits }: { need: Need; suits: string[] }): FieldDef[] {
  const found = object.fields.filter((field) => suits.includes(field.kind) && (need !== 'parent' || field.target === object.key))
  // A card is dragged to change the field, so what can be changed comes first.
  return found.sort((a, b) => Number(Boolean(a.read_only)) - Number(Boolean(b.read_only)))
}

export function changeView(views: readonly ViewDef[], key: string, part: Partial<ViewDef>): ViewDef[] {
  return views.map((view) => (view.key === key ? { ...view, ...part } : view))
}

/** A view becomes of another kind, with the first fields that suit what it needs. */
export function kindOfView(view: ViewDef, kind: ViewKind, object: ObjectDef): ViewDef {
  const made: ViewDef = { ...omit(view, ['group', 'date', 'start', 'end', 'parent']), kind }
  for (const [at, needed] of (VIEW_NEEDS[kind] ?? []).entries()) {
    const fields = suiting(object, needed)
    made[needed.need] = (needed.need === 'end' ? fields[at] ?? fields[0] : fields[0])?.key
  }
  return made
}

export function newView(body: LayoutBody, words: { zh: string; en: string }): ViewDef {
  return { key: freeName('view', body.views.map((view) => view.key)), label: words, columns: body.views[0]?.columns ?? [], filter: null, sort: body.views[0]?.sort ?? null, kind: 'table' }
}
