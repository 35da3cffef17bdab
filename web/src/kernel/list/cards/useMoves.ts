import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { say } from '@/lib/i18n'
import { titleOf } from '@/kernel/catalog'
import { textOf, type BoardColumn } from './board'
import { useChanges } from '../useChanges'

/** Moving a card changes its field; it stands in the new column at once and springs back where the change is refused. */
export function useMoves(object: ObjectDef, field: FieldDef) {
  const { pending, change } = useChanges(object)
  const moving = Object.fromEntries(Object.entries(pending).map(([id, values]) => [id, textOf(values[field.key])]))
  const move = async (record: RecordRow, column: BoardColumn) => {
    if (textOf(record[field.key]) === column.value) return
    const value = field.kind === 'boolean' && column.value !== null ? column.value === 'true' : column.value
    await change(record, { [field.key]: value }, say('views.moved', { title: titleOf(object, record), column: column.label }))
  }
  return { moving, move }
}
