import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, get, setCsrfToken } from '@/api/client'
import type { LogInStep, Opened } from './types'
import { queryClient } from '@/api/queries'
import { problemWords } from '@/ui/notify'
import { Bones } from '@/ui/states'
import { Credentials } from './Credentials'
import { LoginFrame } from './LoginFrame'
import { NewPassword } from './NewPassword'

/** Logging in, step by step: what comes next is said by the server, also after a reload in between. */
export function LoginPage() {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = useNavigate()
  const { next, expired, unfinished } = useSearch({ strict: false }) as { next?: string; expired?: string; unfinished?: string }
  const [step, setStep] = useState<LogInStep | null>(null)
  const [asking, setAsking] = useState(Boolean(unfinished))
  const [fault, setFault] = useState('')

  const ask = async () => {
    const found = await get<LogInStep>('/auth/step')
    setCsrfToken(found.csrf_token)
    setStep(found)
  }
  useEffect(() => {
    if (unfinished) ask().catch(() => setStep(null)).finally(() => setAsking(false))
  }, [unfinished])

  const goOn = async (opened: Opened) => {
    setFault('')
    setCsrfToken(opened.csrf_token)
    if (opened.stage) { await ask(); return }
    queryClient.clear()
    // Only a path of this system: never an address of somewhere else.
    if (next && /^\/(?![/\\])/.test(next)) router.history.push(next)
    else await navigate({ to: '/' })
  }
  const send = async (path: string, body: unknown) => {
    try {
      await goOn(await call<Opened>('POST', path, { body }))
    } catch (error) {
      setFault(problemWords(error))
      throw error
    }
  }
  if (asking) return <LoginFrame><Bones lines={4} /></LoginFrame>
  if (step?.stage === 'password') {
    return (
      <LoginFrame title={t('login.changeTitle')} note={t('login.changeWhy', { name: step.name })} fault={fault}>
        <NewPassword rules={step.password} submit={t('login.change')} onSubmit={(password) => send('/auth/password', { password })} />
      </LoginFrame>
    )
  }
  return (
    <LoginFrame note={expired ? t('login.expired') : undefined} fault={fault}>
      <Credentials onSubmit={(username, password) => { setFault(''); return send('/auth/login', { username, password }) }} />
    </LoginFrame>
  )
}
