import type { LayoutBody } from '@/api/building'
import type { FieldDef, FieldRules, FieldSection, ObjectDef, ViewDef, ViewKind } from '@/api/types'
import { freeName, moved } from '../lists'

/** The two parts of a layout that are made of sections. */
export type Part = 'form' | 'detail'
export interface Place { section: number; at: number }

function omit<T extends object>(one: T, keys: string[]): T {
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
  return (part === 'form' ? body.form : body.detail?.sections) ?? []
}

export function withSections(body: LayoutBody, part: Part, sections: FieldSection[]): LayoutBody {
  return part === 'form' ? { ...body, form: sections } : { ...body, detail: { ...body.detail, sections } }
}

export function placeOf(sections: readonly FieldSection[], key: string): Place | null {
  const section = sections.findIndex((one) => one.fields.includes(key))
  return section < 0 ? null : { section, at: sections[section]!.fields.indexOf(key) }
}

function without(section: FieldSection, key: string): FieldSection {
  if (!section.fields.includes(key)) return section
  return { ...section, fields: section.fields.filter((one) => one !== key), ...(section.rules && { rules: omit(section.rules, [key]) }) }
}

export function removeField(sections: readonly FieldSection[], key: string): FieldSection[] {
  return sections.map((section) => without(section, key))
}

/** Puts a field to a place, from wherever it was; its conditions come along. */
export function placeField(sections: readonly FieldSection[], key: string, to: Place): FieldSection[] {
  const rules = sections.find((one) => one.fields.includes(key))?.rules?.[key]
  const next = removeField(sections, key)
  const target = next[to.section] ?? { label: { zh: '', en: '' }, fields: [] }
  const fields = [...target.fields]
  fields.splice(Math.max(0, Math.min(to.at, fields.length)), 0, key)
  next[Math.min(to.section, next.length)] = { ...target, fields, ...(rules && { rules: { ...target.rules, [key]: rules } }) }
  return next
}

/** One step up or down; over the edge of a section into the next one. Null where there is nowhere to go. */
export function stepField(sections: readonly FieldSection[], key: string, by: 1 | -1): FieldSection[] | null {
  const from = placeOf(sections, key)
  if (!from) return null
  const at = from.at + by
  if (at >= 0 && at < sections[from.section]!.fields.length) return placeField(sections, key, { section: from.section, at })
  const section = from.section + by
  if (!sections[section]) return null
  return placeField(sections, key, { section, at: by > 0 ? 0 : sections[section].fields.length })
}

export function changeSection(sections: readonly FieldSection[], at: number, part: Partial<FieldSection>): FieldSection[] {
  return sections.map((section, i) => (i === at ? dropEmpty({ ...section, ...part }) : section))
}

function dropEmpty<T extends object>(one: T): T {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined && value !== null && value !== '')) as T
}

export function setRule(sections: readonly FieldSection[], key: string, word: keyof FieldRules, text: string | null): FieldSection[] {
  return sections.map((section) => {
    if (!section.fields.includes(key)) return section
    const one = dropEmpty({ ...section.rules?.[key], [word]: text ?? undefined })
    const others = omit(section.rules ?? {}, [key])
    return dropEmpty({ ...section, rules: Object.keys(one).length > 0 ? { ...others, [key]: one } : Object.keys(others).length > 0 ? others : undefined })
  })
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
