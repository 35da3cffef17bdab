import type { RecordRow } from '@/api/types'
import { isMasked } from '@/lib/identity'
import type { Values } from './check'

/** What a chosen record fills in by `fill` (field of the form: field of the record). A value its reader sees masked is left out. */
export function filledBy(fill: Record<string, string>, chosen: RecordRow): Values {
  return Object.fromEntries(Object.entries(fill).map(([to, from]) => [to, chosen[from] ?? null]).filter(([, value]) => !isMasked(value)))
}
