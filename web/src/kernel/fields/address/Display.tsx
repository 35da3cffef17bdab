import type { DisplayProps } from '../types'
import { addressWords } from './parts'

export function Display({ value }: DisplayProps) {
  return <>{addressWords(value)}</>
}
