import { useTranslation } from 'react-i18next'
import type { Rates, ScheduleItem } from '@/api/business'
import type { Tone } from '@/api/types'
import { hasWords } from '@/lib/i18n'
import { addAmounts, formatAmount } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { Explain } from '@/ui/Explain'
import { Status } from '@/ui/Status'

const tones: Record<string, Tone> = { upcoming: 'none', due: 'wait', overdue: 'bad', paid: 'ok' }

export function RateLine({ rates }: { rates: Rates | null }) {
  const { t } = useTranslation()
  if (!rates) return null
  const shown = (rate: string | null) => (rate === null ? '—' : formatPercent(Number(rate).toFixed(6)))
  return (
    <p className="row row-wrap small num">
      <b>{t('loan.rates')}</b>
      <span>{t('loan.nominal')} {shown(rates.nominal_annual)}</span>
      <span>{t('loan.effective')} {shown(rates.effective_annual)}</span>
      <span>{t('loan.xirr')} {shown(rates.xirr)}</span>
      {rates.nominal_annual !== null && <span className="muted">{t('loan.daily')} {formatPercent((Number(rates.nominal_annual) / 360).toFixed(7), 3)}</span>}
      <Explain>{t('loan.rateExplain')}</Explain>
    </p>
  )
}

/** Installments of a loan or of a quote. */
export function ScheduleTable({ items, totals }: { items: ScheduleItem[]; totals: Record<string, string> }) {
  const { t } = useTranslation()
  const serviced = items.some((item) => item.status)
  const penalty = items.some((item) => Number(item.penalty ?? 0) > 0)
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={t('loan.schedule')}>
      <table className="sheet">
        <thead>
          <tr>
            <th className="right">{t('loan.number')}</th><th>{t('loan.dueDate')}</th>
            {['principal', 'interest', 'fee', 'payment', 'balance'].map((key) => <th key={key} className="right">{t(`loan.${key}`)}</th>)}
            {penalty && <th className="right">{t('loan.penalty')}</th>}
            {serviced && <><th className="right">{t('loan.paid')}</th><th>{t('loan.status')}</th></>}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.number}>
              <td className="right">{item.number}</td><td>{item.due_date}</td>
              <td className="right">{formatAmount(item.principal)}</td><td className="right">{formatAmount(item.interest)}</td><td className="right">{formatAmount(item.fee)}</td>
              <td className="right"><b>{formatAmount(item.payment)}</b></td><td className="right">{formatAmount(item.balance)}</td>
              {penalty && <td className="right">{formatAmount(item.penalty)}</td>}
              {serviced && (
                <>
                  <td className="right">{formatAmount(addAmounts(item.paid_principal, item.paid_interest, item.paid_fee, item.paid_penalty))}</td>
                  <td><Status tone={tones[item.status ?? ''] ?? 'none'}>{hasWords(`loan.statusOf.${item.status}`) ? t(`loan.statusOf.${item.status}`) : String(item.status)}</Status></td>
                </>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>{t('loan.total')}</td>
            {['principal', 'interest', 'fee', 'payment'].map((key) => <td key={key} className="right">{formatAmount(totals[key])}</td>)}
            <td />{penalty && <td className="right">{formatAmount(totals.penalty)}</td>}{serviced && <><td /><td /></>}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
