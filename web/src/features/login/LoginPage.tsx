import { Button } from 'antd'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, get, setCsrfToken } from '@/api/client'
import { queryClient } from '@/api/queries'
import { AddFactor } from '@/features/account/AddFactor'
import { RecoveryCodes } from '@/features/account/RecoveryCodes'
import { problemWords } from '@/ui/notify'
import { Bones } from '@/ui/states'
import { Credentials } from './Credentials'
import { LoginFrame } from './LoginFrame'
import { NewPassword } from './NewPassword'
import { Proof, type Given } from './Proof'
import type { LogInStep, Opened } from './types'
import '@/features/account/account.css'

/** Logging in, step by step: what comes next is said by the server, also after a reload in between. */
export function LoginPage() {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = useNavigate()
  const { next, expired, unfinished, failed } = useSearch({ strict: false }) as { next?: string; expired?: string; unfinished?: string; failed?: string }
  const [step, setStep] = useState<LogInStep | null>(null)
  const [asking, setAsking] = useState(Boolean(unfinished))
  const [codes, setCodes] = useState<string[] | null>(null)
  const [fault, setFault] = useState(failed ? t(failed === 'auth.provider_away' ? 'login.providerAway' : 'login.providerRefused') : '')

  const ask = async () => {
    const found = await get<LogInStep>('/auth/step')
    setCsrfToken(found.csrf_token)
    setStep(found)
  }
  useEffect(() => {
    if (unfinished) ask().catch(() => setStep(null)).finally(() => setAsking(false))
  }, [unfinished])

  const goOn = async (opened: Opened) => {
    setCsrfToken(opened.csrf_token)
    if (opened.stage) {
      await ask()
      // A reload goes on here.
      if (!unfinished) await navigate({ to: '/login', search: { next, unfinished: '1' } as never, replace: true })
      return
    }
    queryClient.clear()
    // Only a path of this system: never an address of somewhere else.
    if (next && /^\/(?![/\\])/.test(next)) router.history.push(next)
    else await navigate({ to: '/' })
  }
  const send = async (path: string, body?: unknown) => {
    setFault('')
    try {
      await goOn(await call<Opened>('POST', path, { body }))
    } catch (error) {
      setFault(problemWords(error))
      throw error
    }
  }
  const prove = (given: Given) => ('passkey' in given ? send('/auth/passkey', { credential: given.passkey }) : send('/auth/second-factor', given))
  const finish = () => void send('/auth/finish').catch(() => undefined)

  if (asking) return <LoginFrame><Bones lines={4} /></LoginFrame>
  if (step?.stage === 'password') {
    return (
      <LoginFrame title={t('login.changeTitle')} note={t('login.changeWhy', { name: step.name })} fault={fault}>
        <NewPassword rules={step.password} submit={t('login.change')} onSubmit={(password) => send('/auth/password', { password })} />
      </LoginFrame>
    )
  }
  if (step?.stage === 'second_factor') {
    return (
      <LoginFrame title={t('login.secondTitle')} note={t('login.secondWhy', { name: step.name })} fault={fault}>
        <Proof kinds={step.kinds} submit={t('login.goOn')} onProof={prove} onFault={setFault} />
        <p className="muted small">{t('login.lost')}</p>
      </LoginFrame>
    )
  }
  if (step?.stage === 'set_up_factor') {
    return (
      <LoginFrame title={t(codes ? 'account.codes' : 'login.setUpTitle')} note={codes ? undefined : t('login.setUpWhy', { name: step.name })} fault={fault}>
        {codes
          ? <><RecoveryCodes codes={codes} /><Button type="primary" size="large" block onClick={finish}>{t('login.kept')}</Button></>
          : <AddFactor onAdded={(made) => { if (made) setCodes(made); else finish() }} />}
      </LoginFrame>
    )
  }
  return (
    <LoginFrame note={expired ? t('login.expired') : undefined} fault={fault}>
      <Credentials onSubmit={(username, password) => send('/auth/login', { username, password })} />
    </LoginFrame>
  )
}
