import { isMasked } from '@/lib/identity'
import type { DisplayProps } from '../types'
import { Picture } from './Picture'

export function Display({ field, value }: DisplayProps) {
  return isMasked(value) ? <>{String(value)}</> : <Picture field={field} value={value} />
}
