import { formatPercent } from '@/lib/percent'
import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  return <span className="num">{formatPercent(value as string)}</span>
}
