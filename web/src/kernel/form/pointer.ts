import type { ProblemItem } from '@/api/client'
import { say } from '@/lib/i18n'

/** "/phone" -> phone, "/values/phone" -> phone, "/grants/objects/0" -> grants; null when no field of the form is meant. */
export function fieldOfPointer(pointer: string, keys: ReadonlySet<string>): string | null {
  return stepsOf(pointer).find((step) => keys.has(step)) ?? null
}

function stepsOf(pointer: string): string[] {
  return pointer.replace(/^#?\/?/, '').split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
}

/** A fault in a row of a sub-table (`/visits/0/amount`) says which row. */
function inRow(pointer: string, key: string, message: string): string {
  const steps = stepsOf(pointer)
  const row = steps[steps.indexOf(key) + 1]
  return row !== undefined && /^\d+$/.test(row) && steps.length > steps.indexOf(key) + 2 ? say('form.inRow', { n: Number(row) + 1, fault: message }) : message
}

/** Server faults beside their fields; those of no field are returned apart. */
export function faultsFromServer(errors: ProblemItem[], keys: Iterable<string>): { faults: Record<string, string>; rest: string[] } {
  const known = new Set(keys)
  const faults: Record<string, string> = {}
  const rest: string[] = []
  for (const { pointer, message } of errors) {
    const key = fieldOfPointer(pointer ?? '', known)
    if (key === null) rest.push(message)
    else faults[key] = [faults[key], inRow(pointer ?? '', key, message)].filter(Boolean).join(' ')
  }
  return { faults, rest }
}
