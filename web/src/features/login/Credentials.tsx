import { Button, Input } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { methodsQuery } from './methods'

/** Name and password. */
export function Credentials({ onSubmit }: { onSubmit: (username: string, password: string) => Promise<void> }) {
  const { t } = useTranslation()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const methods = useQuery(methodsQuery).data
  const form = useRef<HTMLFormElement>(null)
  const focus = (id: string) => form.current?.querySelector<HTMLInputElement>(id)?.focus()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!username.trim() || !password) { focus(username.trim() ? '#password' : '#username'); return }
    setBusy(true)
    try {
      await onSubmit(username.trim(), password)
    } catch {
      setPassword('')
      setTried(false)
      focus('#password')
    } finally {
      setBusy(false)
    }
  }
  return (
    <form ref={form} className="login-form" onSubmit={(event) => void submit(event)} noValidate>
      <div>
        <label htmlFor="username">{t('login.username')}</label>
        <Input id="username" size="large" autoComplete="username" autoFocus value={username} onChange={(e) => setUsername(e.target.value)} status={tried && !username.trim() ? 'error' : ''} aria-invalid={tried && !username.trim()} aria-describedby="username-fault" />
        <p id="username-fault" className="login-fault">{tried && !username.trim() ? t('login.needUser') : ''}</p>
      </div>
      <div>
        <label htmlFor="password">{t('login.password')}</label>
        <Input id="password" type="password" size="large" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} status={tried && !password ? 'error' : ''} aria-invalid={tried && !password} aria-describedby="password-fault" />
        <p id="password-fault" className="login-fault">{tried && !password ? t('login.needPassword') : ''}</p>
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>{t('login.submit')}</Button>
      {methods?.provider && <Button size="large" block href="/api/v1/auth/oidc/start">{methods.provider}</Button>}
      {methods?.demo && <p className="note">{t('login.hint')}</p>}
    </form>
  )
}
