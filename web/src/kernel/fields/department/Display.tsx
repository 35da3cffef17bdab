import type { DisplayProps } from '../types'
import { knownName, rememberName } from '../reference/names'

export function Display({ value, label }: DisplayProps) {
  const id = String(value)
  if (label) rememberName(id, label)
  return <>{label ?? knownName(id)}</>
}
