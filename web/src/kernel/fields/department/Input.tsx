import { Input as ReferenceInput } from '../reference/Input'
import type { InputProps } from '../types'

export function Input(props: InputProps) {
  return <ReferenceInput {...props} field={{ ...props.field, target: 'department' }} />
}
