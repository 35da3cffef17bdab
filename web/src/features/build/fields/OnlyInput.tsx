import type { Filter } from '@/api/types'
import { useObject } from '@/kernel/catalog'
import type { InputProps } from '@/kernel/fields/types'
import { FilterBar } from '@/kernel/filters/FilterBar'

/** Which records of the object a reference (`field.target`) offers. */
export function OnlyInput({ id, field, value, onChange, describedBy }: InputProps) {
  const object = useObject(field.target ?? undefined)
  if (!object) return null
  return <div id={id} role="group" aria-describedby={describedBy}><FilterBar object={object} filter={(value as Filter | null) ?? null} onChange={onChange} /></div>
}
