import type { ComponentType } from 'react'
import type { FilterProps, InputProps } from '../types'
import { Input } from './Input'

/** One input, or two where the operator is `between`. */
export function ranged(One: ComponentType<InputProps>) {
  return function Ranged({ id, field, op, value, onChange }: FilterProps) {
    if (op !== 'between') return <One id={id} field={field} value={Array.isArray(value) ? value[0] : value} onChange={onChange} />
    const [low, high] = Array.isArray(value) ? (value as unknown[]) : [value, undefined]
    return (
      <div className="row">
        <One id={id} field={field} value={low} onChange={(next) => onChange([next, high])} />
        <span aria-hidden="true">–</span>
        <One id={`${id}-to`} field={field} value={high} onChange={(next) => onChange([low, next])} />
      </div>
    )
  }
}

export const Filter = ranged(Input)
