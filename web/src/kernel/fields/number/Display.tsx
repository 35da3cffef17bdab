import { formatAmount } from '@/lib/money'
import type { DisplayProps } from '../types'

export function Display({ field, value }: DisplayProps) {
  return <span className="num">{formatAmount(value as string, field.scale ?? 0)}</span>
}
