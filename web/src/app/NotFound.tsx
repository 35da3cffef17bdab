import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '@/ui/states'

export function NotFound() {
  const { t } = useTranslation()
  return <EmptyState heading title={t('error.notFound')} help={t('error.notFoundHelp')} action={<Link to="/">{t('error.home')}</Link>} />
}
