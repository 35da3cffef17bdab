import { Input as AntInput } from 'antd'
import type { InputProps } from '../types'
import { KeysInput } from './KeysInput'

export function Input(props: InputProps) {
  return props.field.key.endsWith('_keys') ? <KeysInput {...props} /> : <JsonText {...props} />
}

function JsonText({ id, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const shown = typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value, null, 2)
  return (
    <AntInput.TextArea id={id} value={shown} autoSize={{ minRows: 3, maxRows: 16 }} spellCheck={false} style={{ fontFamily: 'ui-monospace, monospace' }}
      onChange={(e) => onChange(e.target.value)} onBlur={onBlur} status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} />
  )
}
