import { useTranslation } from 'react-i18next'
import type { DisplayProps } from '../types'

export function Display({ value }: DisplayProps) {
  const { t } = useTranslation()
  return <>{t(value ? 'common.yes' : 'common.no')}</>
}
