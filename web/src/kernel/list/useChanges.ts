import { useState } from 'react'
import { refreshAfter, updateRecord } from '@/api/queries'
import type { ObjectDef, RecordRow } from '@/api/types'
import { tell, tellProblem } from '@/ui/notify'
import { objectFor } from '../rights/allowed'

export type Values = Record<string, unknown>

/** Changes made by moving things: shown at once, and taken back where the server refuses. */
export function useChanges(object: ObjectDef) {
  const [pending, setPending] = useState<Readonly<Record<string, Values>>>({})
  const change = async (record: RecordRow, values: Values, words: string): Promise<boolean> => {
    if (record.id in pending) return false
    setPending((old) => ({ ...old, [record.id]: values }))
    let done = true
    try {
      await updateRecord(object.key, record.id, record.version, values)
      tell(words)
    } catch (error) {
      done = false
      tellProblem(error)
    }
    // Also after a refusal: what is shown may be out of date.
    await refreshAfter('record.update')
    setPending((old) => Object.fromEntries(Object.entries(old).filter(([id]) => id !== record.id)))
    return done
  }
  return { pending, change }
}

/** Whether the caller may change fields of a record by moving it. */
export function movable(object: ObjectDef, record: RecordRow, ...keys: string[]): boolean {
  const fields = keys.map((key) => object.fields.find((one) => one.key === key))
  return objectFor(object, record).rights.update && fields.every((field) => field && field.read_only !== true && (field.access ?? 'write') === 'write')
}
