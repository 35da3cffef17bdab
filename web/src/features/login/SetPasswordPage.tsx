import { Button } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call, setCsrfToken } from '@/api/client'
import type { LinkHolder, Opened } from './types'
import { queryClient } from '@/api/queries'
import { problemWords } from '@/ui/notify'
import { Bones } from '@/ui/states'
import { LoginFrame } from './LoginFrame'
import { NewPassword } from './NewPassword'

/** Where a one-time link leads: its token stands behind the `#`, is sent once to be read and once to be used. */
export function SetPasswordPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [token] = useState(() => window.location.hash.slice(1))
  const [holder, setHolder] = useState<LinkHolder | null>(null)
  const [over, setOver] = useState('')
  const [fault, setFault] = useState('')
  useEffect(() => {
    call<LinkHolder>('POST', '/auth/link', { body: { token } }).then(setHolder, (error: unknown) => setOver(problemWords(error)))
  }, [token])

  const set = async (password: string) => {
    try {
      const opened = await call<Opened>('POST', '/auth/link/password', { body: { token, password } })
      setCsrfToken(opened.csrf_token)
      queryClient.clear()
      // The address with the token is not to be gone back to.
      await navigate(opened.stage ? { to: '/login', search: { unfinished: '1' } as never, replace: true } : { to: '/', replace: true })
    } catch (error) {
      setFault(problemWords(error))
      throw error
    }
  }
  if (over) {
    return (
      <LoginFrame title={t('login.setTitle')} fault={over}>
        <Button size="large" block onClick={() => void navigate({ to: '/login' })}>{t('login.toLogin')}</Button>
      </LoginFrame>
    )
  }
  if (!holder) return <LoginFrame><Bones lines={4} /></LoginFrame>
  return (
    <LoginFrame title={t('login.setTitle')} note={t('login.setFor', { name: holder.name, username: holder.username })} fault={fault}>
      <NewPassword rules={holder.password} username={holder.username} submit={t('login.set')} onSubmit={set} />
    </LoginFrame>
  )
}
