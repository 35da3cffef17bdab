import type { DisplayProps } from '../types'
import { chosenWords } from './words'

export function Display({ field, value }: DisplayProps) {
  return <>{chosenWords(value, field)}</>
}
