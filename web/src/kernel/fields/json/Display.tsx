import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return <code className="small">{JSON.stringify(value)}</code>
}
