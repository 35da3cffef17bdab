import type { ButtonDef } from '@/api/pages'
import type { Filter, ObjectDef, RecordRow } from '@/api/types'
import { useEngine } from '../conditions/engine'

const PREFIX = '$record.'

/** A value in which `$record.<field>` stands for what the record has. */
export function ofRecord(value: unknown, record: RecordRow): unknown {
  if (typeof value === 'string') return value.startsWith(PREFIX) ? record[value.slice(PREFIX.length)] ?? null : value
  if (Array.isArray(value)) return value.map((one) => ofRecord(one, record))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ofRecord(one, record)]))
}

export function buttonOf(button: ButtonDef, record: RecordRow): ButtonDef {
  return {
    ...button,
    values: ofRecord(button.values ?? {}, record) as Record<string, unknown>,
    params: ofRecord(button.params ?? {}, record) as Record<string, unknown>,
    filter: ofRecord(button.filter ?? null, record) as Filter | null,
    record: ofRecord(button.record, record) as string | undefined,
  }
}

/** The fields of a record that a button needs to know: those its values take and its condition asks. */
export function fieldsOfButton({ values, params, filter, record, visible_when }: ButtonDef): string[] {
  const taken = JSON.stringify([values, params, filter, record]).matchAll(/"\$record\.([a-z0-9_]+)"/g)
  return [...[...taken].map((one) => one[1]!), ...(visible_when?.match(/[a-z_][a-z0-9_]*/g) ?? [])]
}

/** The buttons of a record whose condition holds, filled in with its values. */
export function useRecordButtons(object: ObjectDef, record: RecordRow): ButtonDef[] {
  const buttons = object.buttons ?? []
  const engine = useEngine(buttons.some((one) => one.visible_when))
  const holds = (expression: string) => engine.state === 'ready' && engine.evaluate(expression, object.fields, record) === true
  return buttons.filter((one) => !one.visible_when || holds(one.visible_when)).map((one) => buttonOf(one, record))
}
