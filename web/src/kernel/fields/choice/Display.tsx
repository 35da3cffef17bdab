import { pick } from '@/lib/i18n'
import { Status } from '@/ui/Status'
import type { DisplayProps } from '../types'

export function Display({ field, value }: DisplayProps) {
  const option = field.options?.find((o) => o.value === value)
  const words = option ? pick(option.label) : String(value)
  // A dot is for a status: only where the options of the field tell good from bad.
  return option?.tone && field.options?.some((o) => o.tone && o.tone !== 'none') ? <Status tone={option.tone}>{words}</Status> : <>{words}</>
}
