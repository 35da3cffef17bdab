import type { ProblemItem } from '@/api/client'

/** "/phone" -> phone, "/values/phone" -> phone, "/grants/objects/0" -> grants; null when no field of the form is meant. */
export function fieldOfPointer(pointer: string, keys: ReadonlySet<string>): string | null {
  const steps = pointer.replace(/^#?\/?/, '').split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
  return steps.find((step) => keys.has(step)) ?? null
}

/** Server faults beside their fields; those of no field are returned apart. */
export function faultsFromServer(errors: ProblemItem[], keys: Iterable<string>): { faults: Record<string, string>; rest: string[] } {
  const known = new Set(keys)
  const faults: Record<string, string> = {}
  const rest: string[] = []
  for (const { pointer, message } of errors) {
    const key = fieldOfPointer(pointer ?? '', known)
    if (key === null) rest.push(message)
    else faults[key] = faults[key] ? `${faults[key]} ${message}` : message
  }
  return { faults, rest }
}
