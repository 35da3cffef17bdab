import { pick } from '@/lib/i18n'
import type { FieldDef } from '@/api/types'
import { contentUrl } from '../file/upload'
import './image.css'

/** A small picture that opens whole; loaded only where it comes into view. */
export function Picture({ field, value }: { field: FieldDef; value: unknown }) {
  const address = contentUrl(value)
  return (
    <a href={address} target="_blank" rel="noreferrer" className="thumbnail">
      <img src={address} alt={pick(field.label)} loading="lazy" decoding="async" />
    </a>
  )
}
