import { Filter as ReferenceFilter } from '../reference/Filter'
import type { FilterProps } from '../types'

export function Filter(props: FilterProps) {
  return <ReferenceFilter {...props} field={{ ...props.field, target: 'department' }} />
}
