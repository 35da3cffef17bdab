import type { FilterProps } from '../types'
import { Input } from './Input'

export function Filter({ id, field, value, onChange }: FilterProps) {
  return <Input id={id} field={field} value={Array.isArray(value) ? value : value ? [value] : []} onChange={(next) => onChange(next ?? [])} />
}
