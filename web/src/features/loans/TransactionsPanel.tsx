import { useTranslation } from 'react-i18next'
import type { LoanTransaction } from '@/api/business'
import type { PanelProps } from '@/kernel/detail/panels'
import { hasWords, pick } from '@/lib/i18n'
import { addAmounts, formatAmount } from '@/lib/money'
import { asideWords, partWords } from '@/lib/phrases'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { useLoanPart } from './useLoanPart'

export default function TransactionsPanel({ record }: PanelProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useLoanPart<{ items: LoanTransaction[] }>(record.id, 'transactions')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={6} />
  if (data.items.length === 0) return <EmptyState title={t('loan.noTransactions')} tight />
  const parts = (allocation: Record<string, string>) => partWords(Object.entries(allocation)
    .filter(([, amount]) => addAmounts(amount) !== '0.00')
    .map(([key, amount]) => `${hasWords(`loan.component.${key}`) ? t(`loan.component.${key}`) : key} ${formatAmount(amount)}`))
  return (
    <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('loan.transactions')}>
      <table className="sheet">
        <thead><tr><th className="right">#</th><th>{t('loan.kind')}</th><th>{t('loan.valueDate')}</th><th>{t('loan.bookingDate')}</th><th className="right">{t('loan.amount')}</th><th>{t('loan.allocation')}</th><th>{t('loan.reference')}</th></tr></thead>
        <tbody>
          {data.items.map((item) => (
            <tr key={item.sequence} className={item.reversed ? 'dim' : undefined}>
              <td className="right">{item.sequence}</td><td>{item.reversed ? asideWords(pick(item.label) || item.kind, t('loan.reversed')) : pick(item.label) || item.kind}</td><td>{item.value_date}</td><td>{item.booking_date}</td>
              <td className="right"><b>{formatAmount(item.amount)}</b></td><td className="wrap">{item.allocation ? parts(item.allocation) : ''}</td><td>{item.reference ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
