import type { DisplayProps } from '../types'
import { MOST, stars } from './stars'

export function Display({ value }: DisplayProps) {
  return <span role="img" aria-label={`${Number(value)} / ${MOST}`}>{stars(value)}</span>
}
