import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return <span className="num">{String(value)}</span>
}
