import type { DisplayProps } from '../types'
import { isWebAddress } from './address'

/** A link where it is a whole address; a masked one is text. */
export function Display({ value }: DisplayProps) {
  const address = String(value)
  if (!isWebAddress(address)) return <>{address}</>
  return <a href={address} target="_blank" rel="noopener noreferrer" title={address}>{address.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a>
}
