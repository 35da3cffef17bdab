import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return <>{typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}</>
}
