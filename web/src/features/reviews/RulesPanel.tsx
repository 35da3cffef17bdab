import { Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rulesQuery, type SecondPersonRule } from '@/api/rights'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { pick } from '@/lib/i18n'
import { formatAmount } from '@/lib/money'
import { Bones, ErrorState } from '@/ui/states'

/** Which actions need a second person; a change of it waits for one itself. */
export function RulesPanel() {
  const { t } = useTranslation()
  const [find, setFind] = useState('')
  const { data, error, refetch } = useQuery(rulesQuery)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones lines={8} />
  const words = (one: SecondPersonRule) => (one.mode === 'amount' ? t('reviews.mode.amount', { amount: formatAmount(one.from_amount ?? '0') }) : t(`reviews.mode.${one.mode}`))
  const asked = find.trim().toLowerCase()
  const rows = data.items.filter((one) => `${pick(one.label)} ${one.action}`.toLowerCase().includes(asked))
  const needed = (one: SecondPersonRule) => (one.mode === 'never' ? 1 : 0)
  return (
    <div className="case-scroll">
      <div className="row row-wrap">
        <p className="grow muted">{t('reviews.rulesHelp')}</p>
        <Input allowClear style={{ width: 200 }} value={find} onChange={(event) => setFind(event.target.value)} placeholder={t('reviews.find')} aria-label={t('reviews.find')} />
      </div>
      <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('reviews.rules')}>
        <table className="sheet">
          <thead><tr><th>{t('reviews.action')}</th><th>{t('reviews.when')}</th><th /></tr></thead>
          <tbody>
            {[...rows].sort((a, b) => needed(a) - needed(b)).map((one) => (
              <tr key={one.action}>
                <td>{pick(one.label)} <span className="muted small">{one.action}</span></td>
                <td>{words(one)}</td>
                <td className="right"><ActionButton name="second_person.set_rule" size="small" type="link" fixed={{ action: one.action }}>{t('reviews.setRule')}</ActionButton></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
