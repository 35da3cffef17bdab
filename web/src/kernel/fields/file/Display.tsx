import { useTranslation } from 'react-i18next'
import { apiUrl } from '@/api/client'
import type { DisplayProps } from '../types'

export function Display({ value, label }: DisplayProps) {
  const { t } = useTranslation()
  return <a href={apiUrl(`/files/${String(value)}/content`)} target="_blank" rel="noreferrer">{label ?? t('common.view')}</a>
}
