import { Rate } from 'antd'
import { pick } from '@/lib/i18n'
import type { InputProps } from '../types'
import { MOST } from './stars'

/** Stars, by mouse or arrow keys; a second click on the same star empties it. */
export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  return (
    <span role="group" aria-label={pick(field.label)} aria-describedby={describedBy} className={invalid ? 'tone-bad' : undefined}>
      <Rate id={id} count={MOST} value={typeof value === 'number' ? value : 0} onChange={(next) => onChange(next > 0 ? next : null)} onBlur={onBlur} autoFocus={autoFocus} />
    </span>
  )
}
