import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RequestStatus, SecondPersonRequest } from '@/api/rights'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { findObject } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { Status } from '@/ui/Status'

export const TONES: Record<RequestStatus, 'ok' | 'wait' | 'warn' | 'bad' | 'none'> = { waiting: 'wait', approved: 'ok', refused: 'bad', withdrawn: 'none', expired: 'warn' }

/** One request as it will be carried out, and what the reader may decide. */
export function RequestView({ one, own }: { one: SecondPersonRequest; own: boolean }) {
  const { t } = useTranslation()
  const object = one.object ? findObject(one.object) : undefined
  const fixed = { request_id: one.id }
  return (
    <>
      <div className="case-scroll">
        <div className="row row-wrap">
          <h2 className="grow" style={{ fontSize: 17 }}>{pick(one.label)}</h2>
          <Status tone={TONES[one.status]}>{t(`reviews.status.${one.status}`)}</Status>
        </div>
        <p className="muted small">{t('reviews.askedBy', { name: one.requester.name, at: formatInstant(one.requested_at), until: formatInstant(one.expires_at) })}</p>
        <section className="panel" aria-label={t('reviews.facts')}>
          <dl className="facts">
            {one.facts.map((fact, at) => <div key={at}><dt>{pick(fact.label)}</dt><dd style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{fact.value}</dd></div>)}
          </dl>
        </section>
        {object?.rights.read && one.record_id && <p><Link to="/o/$object/$id" params={{ object: object.key, id: one.record_id } as never}>{t('reviews.openRecord')}</Link></p>}
        {one.decider && <p className="muted">{t('reviews.decidedBy', { name: one.decider, at: one.decided_at ? formatInstant(one.decided_at) : '', opinion: one.opinion ?? '—' })}</p>}
        {own && one.status === 'waiting' && <p className="muted">{t('reviews.ownHelp')}</p>}
      </div>
      {one.may.length > 0 && (
        <div className="case-foot"><div className="row row-wrap">
          {one.may.includes('approve') && one.status === 'waiting' && <ActionButton name="second_person.approve" type="primary" fixed={fixed}>{t('reviews.approve')}</ActionButton>}
          {one.may.includes('refuse') && <ActionButton name="second_person.refuse" fixed={fixed}>{t('reviews.refuse')}</ActionButton>}
          {one.may.includes('withdraw') && <ActionButton name="second_person.withdraw" fixed={fixed}>{t('reviews.withdraw')}</ActionButton>}
        </div></div>
      )}
    </>
  )
}
