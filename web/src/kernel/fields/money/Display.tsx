import { formatAmount } from '@/lib/money'
import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return <span className="num">{formatAmount(value as string)}</span>
}
