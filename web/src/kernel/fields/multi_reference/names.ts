import { knownName } from '../reference/names'

/** What the server puts between the names of a list of records. */
const SEPARATOR = '、'

/** The name of each record of a list; null where the label names fewer than there are, because some may not be seen. */
export function namesOf(ids: string[], label?: string): string[] | null {
  if (label === undefined) return ids.map(knownName)
  const names = label.split(SEPARATOR)
  return names.length === ids.length ? names : null
}
