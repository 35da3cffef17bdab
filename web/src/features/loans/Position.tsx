import { Button } from 'antd'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/client'
import type { LoanPosition } from '@/api/business'
import { useMe } from '@/kernel/catalog'
import { Input as DayInput } from '@/kernel/fields/date/Input'
import type { PanelProps } from '@/kernel/detail/panels'
import { hasWords } from '@/lib/i18n'
import { addAmounts, compareDecimal, formatAmount, formatMoney } from '@/lib/money'
import { Explain } from '@/ui/Explain'
import { Bones, ErrorState } from '@/ui/states'
import { payoffLines } from './payoff'

function PayoffExplain({ position }: { position: LoanPosition }) {
  const { t } = useTranslation()
  return (
    <Explain title={t('loan.explainTitle')}>
      <p className="small muted" style={{ marginBottom: 8 }}>{t('loan.explainDay', { date: position.as_of })}</p>
      <table className="sheet">
        <tbody>{payoffLines(position).map((line) => <tr key={line.key}><td className="wrap">{t(`loan.${line.key}`)}</td><td className="right">{formatAmount(line.amount)}</td></tr>)}</tbody>
        <tfoot><tr><td>{t('loan.sum')}</td><td className="right">{formatAmount(position.payoff_amount)}</td></tr></tfoot>
      </table>
    </Explain>
  )
}

/** What the loan owes as of any day. */
export default function Position({ record }: PanelProps) {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { as_of?: string }
  const asOf = search.as_of ?? me.business_date
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: ['loan', record.id, 'position', asOf],
    queryFn: () => get<LoanPosition>(`/loans/${record.id}`, { as_of: asOf }),
    placeholderData: keepPreviousData,
  })
  const put = (day: unknown) => void navigate({ to: '.', search: { ...search, as_of: day || undefined } as never, replace: true })
  const overdue = data ? addAmounts(...Object.values(data.overdue)) : '0.00'
  const late = compareDecimal(overdue, '0') > 0
  return (
    <section className="panel panel-pad" aria-label={t('loan.position')} style={{ opacity: isPlaceholderData ? 0.6 : 1 }}>
      <div className="row row-wrap" style={{ marginBottom: 12 }}>
        <h2 className="grow">{t('loan.position')}</h2>
        <label htmlFor="as-of" className="muted small">{t('loan.asOf')}</label>
        <div style={{ width: 150 }}><DayInput id="as-of" field={{ key: 'as_of', kind: 'date', label: { zh: '', en: '' }, required: true }} value={asOf} onChange={put} /></div>
        {search.as_of && <Button size="small" type="link" onClick={() => put(undefined)}>{t('loan.today')}</Button>}
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={3} /> : (
        <dl className="figures">
          <div className="figure"><dt>{t('loan.outstanding')}</dt><dd>{formatMoney(data.outstanding_principal, data.currency)}</dd></div>
          <div className="figure"><dt>{t('loan.accrued')}</dt><dd>{formatMoney(data.accrued_interest, data.currency)}</dd></div>
          <div className="figure"><dt>{t('loan.overdue')}</dt><dd className={late ? 'tone-bad' : ''}>{formatMoney(overdue, data.currency)}</dd></div>
          <div className="figure"><dt>{t('loan.dpd')}</dt><dd className={data.days_past_due > 0 ? 'tone-bad' : ''}>{t('loan.days', { count: data.days_past_due })} <small>{data.bucket}</small></dd></div>
          <div className="figure"><dt>{t('loan.classification')}</dt><dd>{hasWords(`loan.class.${data.classification}`) ? t(`loan.class.${data.classification}`) : data.classification}</dd></div>
          <div className="figure"><dt>{t('loan.nextDue')}</dt><dd>{data.next_due_amount ? formatMoney(data.next_due_amount, data.currency) : '—'} <small>{data.next_due_date}</small></dd></div>
          {compareDecimal(data.credit_balance || '0', '0') > 0 && <div className="figure"><dt>{t('loan.credit')}</dt><dd>{formatMoney(data.credit_balance, data.currency)}</dd></div>}
          <div className="figure"><dt className="explained">{t('loan.payoff')}<PayoffExplain position={data} /></dt><dd>{formatMoney(data.payoff_amount, data.currency)}</dd></div>
        </dl>
      )}
    </section>
  )
}
