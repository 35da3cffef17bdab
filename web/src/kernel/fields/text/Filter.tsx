import { Input } from 'antd'
import type { FilterProps } from '../types'

export function Filter({ id, op, value, onChange }: FilterProps) {
  const many = op === 'in' || op === 'not_in'
  const shown = Array.isArray(value) ? value.join(' ') : ((value as string) ?? '')
  return <Input id={id} value={shown} onChange={(e) => onChange(many ? e.target.value.split(/[\s,，、]+/) : e.target.value)} />
}
