import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return <span className="long-text">{String(value)}</span>
}
