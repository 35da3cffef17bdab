import { pick } from '@/lib/i18n'
import { Status } from '@/ui/Status'
import type { DisplayProps } from '../types'

export function Display({ field, value }: DisplayProps) {
  const option = field.options?.find((o) => o.value === value)
  const words = option ? pick(option.label) : String(value)
  return option?.tone ? <Status tone={option.tone}>{words}</Status> : <>{words}</>
}
