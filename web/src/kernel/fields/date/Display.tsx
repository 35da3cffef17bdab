import { localDay, relativeDay } from '@/lib/dates'
import { localeTag } from '@/lib/i18n'
import { currentMe } from '../../catalog'
import type { DisplayProps } from '../types'

/** Near days in words against the business date, exact on hover. */
export function Display({ value }: DisplayProps) {
  const day = String(value)
  return <time className="num" dateTime={day} title={day}>{relativeDay(day, currentMe().business_date || localDay(), localeTag())}</time>
}
