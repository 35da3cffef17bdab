import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { recordsQuery } from '@/api/queries'
import { titleOf, useObject } from '../../catalog'
import type { InputProps } from '../types'

/** A list of keys of another object (`role_keys`): chosen by name where the caller may read them, typed where not. */
export function KeysInput({ id, field, value, onChange, onBlur, invalid, describedBy }: InputProps) {
  const target = field.key.replace(/_keys$/, '')
  const object = useObject(target)
  const { data } = useQuery({ ...recordsQuery(target, { limit: 200 }), enabled: Boolean(object) })
  const options = object ? (data?.items ?? []).map((item) => ({ value: String(item.key), label: titleOf(object, item) })) : []
  return (
    <Select id={id} mode={object ? 'multiple' : 'tags'} tokenSeparators={[' ', ',', '，']} value={Array.isArray(value) ? (value as string[]) : []} onChange={onChange} onBlur={onBlur} options={options}
      optionFilterProp="label" style={{ width: '100%' }} status={invalid ? 'error' : undefined} aria-invalid={invalid} aria-describedby={describedBy} />
  )
}
