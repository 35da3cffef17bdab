import type { FilterProps } from '../types'
import { Input } from './Input'

export function Filter({ id, field, op, value, onChange }: FilterProps) {
  const many = op === 'in' || op === 'not_in'
  const one = Array.isArray(value) ? value[0] : value
  return <Input id={id} field={field} value={one} onChange={(next) => onChange(many ? [next] : next)} />
}
