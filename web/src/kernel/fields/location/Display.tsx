import type { DisplayProps } from '../types'
import { pointWords } from './point'

export function Display({ value }: DisplayProps) {
  return <span className="num">{pointWords(value)}</span>
}
