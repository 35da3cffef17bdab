import { listRecords } from '@/api/queries'
import type { FieldDef, ObjectDef } from '@/api/types'
import { say } from '@/lib/i18n'
import { findObject } from '../../catalog'
import { offeredBy } from '../../fields/reference/useFinder'
import type { Column } from '../columns'
import type { Read } from './cell-text'

/** Kinds whose value is an id, and which a person writes as a name or a number. */
export const NAMED = new Set(['reference', 'user', 'department', 'multi_reference'])
/** The ids that each name of a column leads to. */
export type Found = Map<string, Map<string, Set<string>>>

const PAGE = 200
/** Names go in an address: so many, and so many characters as they are written there. */
const NAMES = 50
const LENGTH = 3000
const SEPARATOR = /[、,，;；\n]/

const targetOf = (field: FieldDef) => findObject(field.target ?? field.kind)

/** The fields of an object by which a person names its records, as far as they may be asked for. */
function namingKeys(object: ObjectDef | undefined): string[] {
  const isNaming = ({ key, kind, unique }: FieldDef) => key === object?.title_field || key === `${object?.title_field}_en` || kind === 'auto_number' || (kind === 'text' && unique)
  return (object?.fields ?? []).filter((one) => isNaming(one) && one.access !== 'masked' && one.ops?.includes('in')).map((one) => one.key)
}

export const isFindable = (field: FieldDef): boolean => namingKeys(targetOf(field)).length > 0

/** A text names one record, or several with signs between; the whole of it may be one name that holds such a sign. */
const split = (text: string) => text.split(SEPARATOR).map((one) => one.trim()).filter(Boolean)
export const namesIn = (field: FieldDef, text: string): string[] => (field.kind === 'multi_reference' ? [...new Set([text, ...split(text)])] : [text])

/** Names in lots that fit into an address. */
export function lots(names: readonly string[]): string[][] {
  const out: string[][] = []
  let length = LENGTH
  for (const name of names) {
    const more = encodeURIComponent(name).length + 9
    if (length + more > LENGTH || out[out.length - 1]!.length === NAMES) { out.push([]); length = 0 }
    out[out.length - 1]!.push(name)
    length += more
  }
  return out
}

async function findIn(field: FieldDef, names: readonly string[]): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  const object = targetOf(field)!
  for (const key of namingKeys(object)) {
    const longest = object.fields.find((one) => one.key === key)?.max_length ?? PAGE
    for (const lot of lots(names.filter((name) => name.length <= longest && !/\p{Cc}/u.test(name)))) {
      let cursor: string | null | undefined
      do {
        const page = await listRecords(object.key, { filter: { field: key, op: 'in', value: lot }, fields: [key], limit: PAGE, cursor, offeredFor: offeredBy(field) })
        for (const record of page.items) {
          const name = String(record[key])
          found.set(name, (found.get(name) ?? new Set()).add(record.id))
        }
        cursor = page.next_cursor
      } while (cursor)
    }
  }
  return found
}

/** Asks for the records that pasted texts name, among those the reader may see and the field offers. */
export async function findNamed(columns: readonly Column[], textsOf: (column: Column) => string[]): Promise<Found> {
  const found: Found = new Map()
  for (const column of columns) {
    const names = new Set(textsOf(column).flatMap((text) => namesIn(column.field, text)))
    if (names.size > 0) found.set(column.key, await findIn(column.field, [...names]))
  }
  return found
}

/** What a text in such a column means: exactly one record for each name, or why not. */
export function readNamed(field: FieldDef, text: string, found: Map<string, Set<string>> | undefined): Read {
  const ids = (name: string) => [...(found?.get(name) ?? [])]
  const names = field.kind !== 'multi_reference' || ids(text).length > 0 ? [text] : split(text)
  const wrong = names.find((name) => ids(name).length !== 1)
  if (wrong !== undefined) return { fault: say(ids(wrong).length === 0 ? 'cells.noRecord' : 'cells.severalRecords', { text: wrong }) }
  const chosen = names.map((name) => ids(name)[0]!)
  return { value: field.kind === 'multi_reference' ? [...new Set(chosen)] : chosen[0] }
}
