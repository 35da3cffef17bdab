import { useState } from 'react'
import { refreshAfter, updateRecord } from '@/api/queries'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { tell, tellProblem } from '@/ui/notify'
import { say } from '@/lib/i18n'
import { titleOf } from '../catalog'
import { textOf, type BoardColumn } from './board'

/** Moving a card changes its field; it stands in the new column at once and springs back where the change is refused. */
export function useMoves(object: ObjectDef, field: FieldDef) {
  const [moving, setMoving] = useState<Record<string, string | null>>({})
  const move = async (record: RecordRow, column: BoardColumn) => {
    if (textOf(record[field.key]) === column.value || record.id in moving) return
    setMoving((old) => ({ ...old, [record.id]: column.value }))
    try {
      const value = field.kind === 'boolean' && column.value !== null ? column.value === 'true' : column.value
      await updateRecord(object.key, record.id, record.version, { [field.key]: value })
      tell(say('views.moved', { title: titleOf(object, record), column: column.label }))
    } catch (error) {
      tellProblem(error)
    }
    // Also after a refusal: what is shown may be out of date.
    await refreshAfter('record.update')
    setMoving((old) => Object.fromEntries(Object.entries(old).filter(([id]) => id !== record.id)))
  }
  return { moving, move }
}
