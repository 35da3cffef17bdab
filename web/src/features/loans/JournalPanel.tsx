import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { JournalEntry } from '@/api/business'
import type { PanelProps } from '@/kernel/detail/panels'
import { hasWords, pick, say } from '@/lib/i18n'
import { addAmounts, formatAmount } from '@/lib/money'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { useLoanPart } from './useLoanPart'

const filled = (amount: string | null) => (amount && addAmounts(amount) !== '0.00' ? formatAmount(amount) : '')

const eventWords = (event: string) => (hasWords(`loan.journalOf.${event}`) ? say(`loan.journalOf.${event}`) : event)

/** Double entry, entry by entry, each balanced. */
export default function JournalPanel({ record }: PanelProps) {
  const { t } = useTranslation()
  const { data, error, refetch } = useLoanPart<{ items: JournalEntry[] }>(record.id, 'journal')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={6} />
  if (data.items.length === 0) return <EmptyState title={t('loan.noJournal')} tight />
  return (
    <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('loan.journal')}>
      <table className="sheet">
        <thead><tr><th>{t('loan.bookingDate')}</th><th>{t('loan.event')}</th><th>{t('loan.account')}</th><th className="right">{t('loan.debit')}</th><th className="right">{t('loan.credit2')}</th></tr></thead>
        <tbody>
          {data.items.map((entry) => (
            <Fragment key={entry.journal_id}>
              {entry.lines.map((line, at) => (
                <tr key={at}>
                  <td>{at === 0 ? entry.booking_date : ''}</td><td>{at === 0 ? eventWords(entry.event) : ''}</td>
                  <td>{line.account} {pick(line.account_name)}</td><td className="right">{filled(line.debit)}</td><td className="right">{filled(line.credit)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot><tr><td colSpan={3}>{t('loan.total')}</td>
          <td className="right">{formatAmount(addAmounts(...data.items.flatMap((e) => e.lines.map((l) => l.debit))))}</td>
          <td className="right">{formatAmount(addAmounts(...data.items.flatMap((e) => e.lines.map((l) => l.credit))))}</td></tr></tfoot>
      </table>
    </div>
  )
}
