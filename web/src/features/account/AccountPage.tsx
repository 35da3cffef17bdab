import { Button, Modal } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, get, runAction } from '@/api/client'
import { queryClient } from '@/api/queries'
import { NewPassword } from '@/features/login/NewPassword'
import type { Account } from '@/features/login/types'
import { useMe } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { ask, tell, tellProblem } from '@/ui/notify'
import { Bones, ErrorState } from '@/ui/states'
import { AddFactor } from './AddFactor'
import { RecoveryCodes } from './RecoveryCodes'
import { Sessions } from './Sessions'
import { Tokens } from './Tokens'
import '@/features/login/login.css'
import './account.css'

const KEY = ['account']
export const refreshAccount = () => queryClient.invalidateQueries({ queryKey: KEY })

/** One's own log-in: password, second factors, sessions and tokens. */
export function AccountPage() {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, refetch } = useQuery({ queryKey: KEY, queryFn: () => get<Account>('/account') })
  if (error) return <div className="page"><ErrorState error={error} onRetry={() => void refetch()} /></div>
  if (!data) return <div className="page"><Bones lines={10} /></div>
  const change = async (password: string, present: string) => {
    try {
      const { ended_sessions: ended } = await runAction<{ ended_sessions: number }>('account.change_password', { present_password: present, password })
      tell(t('account.changed', { count: ended }))
      await refreshAccount()
    } catch (problem) {
      tellProblem(problem)
      throw problem
    }
  }
  return (
    <div className="page account-page stack">
      <h1>{t('account.title')}</h1>
      <Factors account={data} />
      <section className="panel panel-pad stack" aria-label={t('login.changeTitle')}>
        <h2>{t('login.changeTitle')}</h2>
        <div style={{ maxWidth: 360 }}><NewPassword rules={data.password} username={me.user.username} present submit={t('login.changeTitle')} onSubmit={change} /></div>
      </section>
      <Sessions account={data} />
      {(data.may_make_tokens || data.tokens.length > 0) && <Tokens account={data} />}
    </div>
  )
}

function Factors({ account }: { account: Account }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  const added = async (made: string[] | null) => {
    setAdding(false)
    setCodes(made)
    tell(t('account.added'))
    await refreshAccount()
  }
  const remove = async (id: string, name: string) => {
    if (!(await ask(t('account.removeTitle', { name }), t('account.removeWhy'), t('account.remove'), true))) return
    await call('DELETE', `/account/factors/${id}`).then(refreshAccount, tellProblem)
  }
  const renew = async () => {
    if (!(await ask(t('account.renew'), t('account.renewWhy'), t('account.renew')))) return
    try {
      setCodes((await call<{ recovery_codes: string[] }>('POST', '/account/recovery-codes')).recovery_codes)
      await refreshAccount()
    } catch (problem) {
      tellProblem(problem)
    }
  }
  return (
    <section className="panel panel-pad stack" aria-label={t('account.factors')}>
      <div className="row"><h2 className="grow">{t('account.factors')}</h2><Button onClick={() => setAdding(true)}>{t('account.add')}</Button></div>
      <p className="muted">{t(account.factor_needed ? 'account.needed' : 'account.factorsHelp')}</p>
      {account.factors.length > 0 && (
        <ul className="account-list">
          {account.factors.map((one) => (
            <li key={one.id}>
              <span className="grow">{t(`account.${one.kind}`)} <span className="muted small">{t('account.since', { at: formatInstant(one.created_at) })}{one.last_used_at && ` · ${t('account.used', { at: formatInstant(one.last_used_at) })}`}</span></span>
              <Button size="small" danger onClick={() => void remove(one.id, t(`account.${one.kind}`))}>{t('account.remove')}</Button>
            </li>
          ))}
          <li><span className="grow">{t('account.codesLeft', { n: account.recovery_codes })}</span><Button size="small" onClick={() => void renew()}>{t('account.renew')}</Button></li>
        </ul>
      )}
      <Modal open={adding} title={t('account.add')} footer={null} width={420} destroyOnHidden onCancel={() => setAdding(false)}><AddFactor onAdded={(made) => void added(made)} /></Modal>
      <Modal open={codes !== null} title={t('account.codes')} footer={<Button type="primary" onClick={() => setCodes(null)}>{t('login.kept')}</Button>} closable={false}>{codes && <RecoveryCodes codes={codes} />}</Modal>
    </section>
  )
}
