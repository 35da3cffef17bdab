import { Select } from 'antd'
import { pick } from '@/lib/i18n'
import type { FilterProps } from '../types'

export function Filter({ id, field, op, value, onChange }: FilterProps) {
  const many = op === 'in' || op === 'not_in'
  const options = (field.options ?? []).map((o) => ({ value: o.value, label: pick(o.label) }))
  const kept = many ? (Array.isArray(value) ? value : value ? [value] : []) : Array.isArray(value) ? value[0] : value
  return <Select id={id} mode={many ? 'multiple' : undefined} style={{ width: '100%' }} value={kept as never} onChange={onChange} options={options} />
}
