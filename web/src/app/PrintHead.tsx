import { useTranslation } from 'react-i18next'
import { useMe } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import './print.css'

/** On paper only: whose page it is, who printed it, and when. */
export function PrintHead() {
  const { t } = useTranslation()
  const { lender, user } = useMe()
  return <p className="print-head">{t('exports.printed', { lender: lender.name, name: user.name, user: user.username, at: formatInstant(new Date().toISOString()) })}</p>
}
