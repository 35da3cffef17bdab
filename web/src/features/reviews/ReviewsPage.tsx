import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { requestsQuery, type SecondPersonRequest } from '@/api/rights'
import { useCan, useMe } from '@/kernel/catalog'
import { formatInstant, relativeInstant } from '@/lib/dates'
import { localeTag, pick } from '@/lib/i18n'
import { SplitPage } from '@/ui/SplitPage'
import { Status } from '@/ui/Status'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { RequestView, TONES } from './RequestView'
import { RulesPanel } from './RulesPanel'

type Tab = 'waiting' | 'decided' | 'rules'

function Item({ one, current, own, onOpen }: { one: SecondPersonRequest; current: boolean; own: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const told = one.facts.slice(0, 2).map((fact) => fact.value.split('\n')[0]).join(' · ')
  return (
    <li>
      <button type="button" className="plain split-item" aria-current={current} onClick={onOpen}>
        <span className="ellipsis" style={{ display: 'block', fontWeight: 500 }}>{pick(one.label)}</span>
        <span className="ellipsis small" style={{ display: 'block' }}>{told}</span>
        <span className="line2">
          <span className="grow ellipsis">{own ? t('reviews.mine') : one.requester.name}</span>
          {one.status === 'waiting'
            ? <span title={formatInstant(one.expires_at)}>{t('reviews.until', { when: relativeInstant(one.expires_at, new Date(), localeTag()) })}</span>
            : <Status tone={TONES[one.status]}>{t(`reviews.status.${one.status}`)}</Status>}
        </span>
      </button>
    </li>
  )
}

/** What waits for a second person: one's own requests and those one may decide on. */
export function ReviewsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const me = useMe()
  const can = useCan()
  const search = useSearch({ strict: false }) as { request?: string }
  const [tab, setTab] = useState<Tab>('waiting')
  const { data, error, refetch } = useQuery(requestsQuery(tab === 'decided' ? 'decided' : 'waiting'))
  const rows = data?.items ?? []
  const chosen = rows.find((one) => one.id === search.request)
  const open = (id?: string) => void navigate({ to: '/reviews', search: { request: id } as never, replace: !phone })
  const first = rows.find((one) => one.may.includes('approve')) ?? rows[0]
  useEffect(() => { if (!phone && tab !== 'rules' && !chosen && first) open(first.id) })
  const tabs = [
    { value: 'waiting' as const, label: t('reviews.waiting') }, { value: 'decided' as const, label: t('reviews.decided') },
    ...(can('second_person.set_rule') ? [{ value: 'rules' as const, label: t('reviews.rules') }] : []),
  ]
  const tools = <Segmented size="small" value={tab} onChange={setTab} aria-label={t('reviews.list')} options={tabs} />
  return (
    <SplitPage title={t('reviews.title')} open={tab === 'rules' || Boolean(chosen)} onBack={() => { setTab('waiting'); open(undefined) }} tools={tools}
      list={error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={8} /> : rows.length === 0 ? <EmptyState title={t(tab === 'decided' ? 'reviews.noneDecided' : 'reviews.none')} tight /> : (
        <ul>{rows.map((one) => <Item key={one.id} one={one} own={one.requester.id === me.user.id} current={one.id === search.request} onOpen={() => open(one.id)} />)}</ul>
      )}
      detail={tab === 'rules' ? <RulesPanel /> : chosen ? <RequestView key={chosen.id} one={chosen} own={chosen.requester.id === me.user.id} /> : <EmptyState title={t('reviews.choose')} />}
    />
  )
}
