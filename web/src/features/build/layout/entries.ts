import type { FieldSection, FormNote } from '@/api/types'
import { omit } from './body'

/** What stands in a section, in its order: a field by its key, or a text or divider. */
export type Entry = string | FormNote
export interface Place { section: number; at: number }

/** Items are named `field:<key>` and `note:<section>:<its place among the notes>`; new ones `palette:<key>`, `new:text`, `new:divider`. */
export function entriesOf(section: FieldSection): Entry[] {
  const notes = section.notes ?? []
  return [...section.fields.flatMap((key) => [...notes.filter((one) => one.before === key), key]), ...notes.filter((one) => !one.before || !section.fields.includes(one.before))]
}

function withEntries(section: FieldSection, entries: readonly Entry[]): FieldSection {
  const notes = entries.flatMap((entry, at) => {
    if (typeof entry === 'string') return []
    const before = entries.slice(at).find((one) => typeof one === 'string')
    return [{ ...(entry.divider ? { divider: true } : { text: entry.text }), ...(before !== undefined && { before }) }]
  })
  const fields = entries.filter((entry) => typeof entry === 'string')
  const rules = section.rules && Object.fromEntries(Object.entries(section.rules).filter(([key]) => fields.includes(key)))
  return { ...omit(section, ['notes']), fields, ...(rules && { rules }), ...(notes.length > 0 && { notes }) }
}

export function itemOf(section: FieldSection, at: number, entry: Entry): string {
  return typeof entry === 'string' ? `field:${entry}` : `note:${at}:${section.notes!.indexOf(entry)}`
}

export function noteOf(sections: readonly FieldSection[], item: string | null): FormNote | undefined {
  const [kind, section, at] = (item ?? '').split(':')
  return kind === 'note' ? sections[Number(section)]?.notes?.[Number(at)] : undefined
}

export function placeOf(sections: readonly FieldSection[], item: string): Place | null {
  for (const [section, one] of sections.entries()) {
    const at = entriesOf(one).findIndex((entry) => itemOf(one, section, entry) === item)
    if (at >= 0) return { section, at }
  }
  return null
}

export function removeItem(sections: readonly FieldSection[], item: string): FieldSection[] {
  const place = placeOf(sections, item)
  return sections.map((section, at) => (at === place?.section ? withEntries(section, entriesOf(section).filter((_, n) => n !== place.at)) : section))
}

function fresh(item: string): Entry {
  if (item === 'new:divider') return { divider: true }
  return item === 'new:text' ? { text: { zh: '说明文字', en: 'Text' } } : item.slice(item.indexOf(':') + 1)
}

/** Puts an item to a place, from wherever it was; a field's conditions come along. What it is named then is answered too. */
export function placeItem(sections: readonly FieldSection[], item: string, to: Place): { sections: FieldSection[]; item: string } {
  const from = placeOf(sections, item)
  const entry = from ? entriesOf(sections[from.section]!)[from.at]! : fresh(item)
  const rules = from && typeof entry === 'string' ? sections[from.section]!.rules?.[entry] : undefined
  const next = removeItem(sections, item)
  const section = Math.min(to.section, next.length)
  const target = next[section] ?? { label: { zh: '', en: '' }, fields: [] }
  const entries = entriesOf(target)
  const at = Math.max(0, Math.min(to.at, entries.length))
  entries.splice(at, 0, entry)
  const made = withEntries(target, entries)
  next[section] = rules ? { ...made, rules: { ...target.rules, [entry as string]: rules } } : made
  return { sections: next, item: itemOf(made, section, entriesOf(made)[at]!) }
}

/** One step up or down; over the edge of a section into the next one. Null where there is nowhere to go. */
export function stepItem(sections: readonly FieldSection[], item: string, by: 1 | -1): { sections: FieldSection[]; item: string } | null {
  const from = placeOf(sections, item)
  if (!from) return null
  const at = from.at + by
  if (at >= 0 && at < entriesOf(sections[from.section]!).length) return placeItem(sections, item, { section: from.section, at })
  const section = from.section + by
  if (!sections[section]) return null
  return placeItem(sections, item, { section, at: by > 0 ? 0 : Infinity })
}

export function changeNote(sections: readonly FieldSection[], item: string, part: Partial<FormNote>): FieldSection[] {
  const note = noteOf(sections, item)
  return sections.map((section) => (note && section.notes?.includes(note) ? { ...section, notes: section.notes.map((one) => (one === note ? { ...one, ...part } : one)) } : section))
}
