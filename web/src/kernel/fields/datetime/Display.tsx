import { formatInstant, relativeInstant } from '@/lib/dates'
import { localeTag } from '@/lib/i18n'
import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  const at = String(value)
  return <time className="num" dateTime={at} title={formatInstant(at)}>{relativeInstant(at, new Date(), localeTag())}</time>
}
