import { Button } from 'antd'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '@/api/client'
import type { QuoteResult } from '@/api/business'
import { useMe } from '@/kernel/catalog'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { RateLine, ScheduleTable } from '@/features/loans/ScheduleTable'
import { localDay } from '@/lib/dates'
import { addAmounts, compareDecimal, formatMoney } from '@/lib/money'
import { Explain } from '@/ui/Explain'
import { EmptyState } from '@/ui/states'
import { quoteFields, quoteInput, advancedKeys } from './terms'
import './quote.css'

function Summary({ quote }: { quote: QuoteResult }) {
  const { t } = useTranslation()
  const payments = new Set(quote.installments.slice(0, -1).map((i) => i.payment))
  const first = quote.installments[0]
  return (
    <dl className="figures">
      <div className="figure"><dt className="explained">{t(payments.size > 1 ? 'quote.first' : 'quote.per')}<Explain>{t('quote.explain')}</Explain></dt><dd>{first ? formatMoney(first.payment) : '—'}</dd></div>
      <div className="figure"><dt>{t('quote.totalInterest')}</dt><dd>{formatMoney(quote.totals.interest)}</dd></div>
      {compareDecimal(addAmounts(quote.totals.fee), '0') > 0 && <div className="figure"><dt>{t('loan.fee')}</dt><dd>{formatMoney(quote.totals.fee)}</dd></div>}
      <div className="figure"><dt>{t('quote.totalPayment')}</dt><dd>{formatMoney(quote.totals.payment)}</dd></div>
    </dl>
  )
}

/** The loan calculator; the terms are in the address, so a quote can be shared. */
export function QuotePage() {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const [all, setAll] = useState(false)
  const [quote, setQuote] = useState<QuoteResult | null>(null)
  const fields = useMemo(() => quoteFields(t), [t])
  const shown = all ? fields : fields.filter((f) => !advancedKeys.has(f.key))
  const form = useForm({
    fields,
    initial: { principal: '120000.00', annual_rate: '0.0720', repayment_method: 'equal_installment', periods: 12, period_unit: 'month', start_date: me.business_date || localDay(), day_count: '30/360', rounding: 'half_up', holiday_rule: 'none', ...search },
    onSubmit: async (values) => {
      setQuote(await call<QuoteResult>('POST', '/quotes', { body: quoteInput(values) }))
      void navigate({ to: '.', search: values as never, replace: true })
    },
  })
  // A shared address opens with its result.
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void form.submit()
  }, [form])
  return (
    <div className="page">
      <div className="page-head"><h1>{t('quote.title')}</h1></div>
      <div className="quote">
        <form className="panel panel-pad" data-guide="quote" noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }}>
          <FormFields form={form} sections={[{ fields: shown }]} columns={2} />
          <div className="row" style={{ marginTop: 8 }}>
            <Button type="primary" htmlType="submit" loading={form.busy}>{t('quote.run')}</Button>
            <Button type="link" onClick={() => setAll(!all)}>{t(all ? 'quote.less' : 'quote.more')}</Button>
          </div>
        </form>
        <section className="panel panel-pad stack" aria-label={t('quote.result')} aria-live="polite">
          {!quote ? <EmptyState title={t('quote.empty')} /> : (
            <>
              <Summary quote={quote} />
              <RateLine rates={quote.rates} />
              <ScheduleTable items={quote.installments} totals={quote.totals} />
            </>
          )}
        </section>
      </div>
    </div>
  )
}
