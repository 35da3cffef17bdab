import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import type { Account, OwnSession } from '@/features/login/types'
import { formatInstant } from '@/lib/dates'
import { tell, tellProblem } from '@/ui/notify'
import { refreshAccount } from './AccountPage'

/** A browser and system in words that people know; the whole text on hover. */
function deviceOf(agent: string | null): string {
  const browser = /Edg\//.test(agent ?? '') ? 'Edge' : /(Firefox|Chrome|Safari|MicroMessenger)\//.exec(agent ?? '')?.[1]
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent ?? '')?.[1]
  return [browser, system].filter(Boolean).join(' · ') || (agent ?? '').slice(0, 60)
}

/** Where one is logged in; any of it can be ended. */
export function Sessions({ account }: { account: Account }) {
  const { t } = useTranslation()
  const end = async (one?: OwnSession) => {
    try {
      await runAction(one ? 'account.end_session' : 'account.end_other_sessions', one ? { session_id: one.id } : {})
      tell(t(one ? 'account.ended' : 'account.endedOthers'))
      await refreshAccount()
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
    <section className="panel panel-pad stack" aria-label={t('account.sessions')}>
      <div className="row"><h2 className="grow">{t('account.sessions')}</h2>{account.sessions.length > 1 && <Button onClick={() => void end()}>{t('account.endOthers')}</Button>}</div>
      <ul className="account-list">
        {account.sessions.map((one) => (
          <li key={one.id}>
            <span className="grow">
              <span title={one.user_agent ?? undefined}>{deviceOf(one.user_agent) || t('account.unknownDevice')}</span> <span className="muted small num">{one.address}</span>
              <br /><span className="muted small">{one.current ? t('account.here') : t('account.used', { at: formatInstant(one.last_used_at) })} · {t('account.opened', { at: formatInstant(one.created_at) })}</span>
            </span>
            {!one.current && <Button size="small" onClick={() => void end(one)}>{t('account.end')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  )
}
