import { isMasked } from '@/lib/identity'
import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return isMasked(value) ? <>{String(value)}</> : <a href={`mailto:${String(value)}`}>{String(value)}</a>
}
