import { useTranslation } from 'react-i18next'
import { isMasked } from '@/lib/identity'
import type { DisplayProps } from '../types'
import { contentUrl } from './upload'

export function Display({ value, label }: DisplayProps) {
  const { t } = useTranslation()
  if (isMasked(value)) return <>{String(value)}</>
  return <a href={contentUrl(value)} target="_blank" rel="noreferrer">{label ?? t('common.view')}</a>
}
