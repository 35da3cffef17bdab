import { Button, Input } from 'antd'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call, setCsrfToken } from '@/api/client'
import { queryClient } from '@/api/queries'
import { currentLanguage, switchLanguage } from '@/lib/i18n'
import { problemWords } from '@/ui/notify'
import './login.css'

export function LoginPage() {
  const { t } = useTranslation()
  const router = useRouter()
  const navigate = useNavigate()
  const { next, expired } = useSearch({ strict: false }) as { next?: string; expired?: string }
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const form = useRef<HTMLFormElement>(null)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setFault('')
    if (!username.trim() || !password) {
      form.current?.querySelector<HTMLInputElement>(username.trim() ? '#password' : '#username')?.focus()
      return
    }
    setBusy(true)
    try {
      const { csrf_token } = await call<{ csrf_token: string }>('POST', '/auth/login', { body: { username: username.trim(), password } })
      setCsrfToken(csrf_token)
      queryClient.clear()
      // Only a path of this system: never an address of somewhere else.
      if (next && /^\/(?![/\\])/.test(next)) router.history.push(next)
      else await navigate({ to: '/' })
    } catch (error) {
      setFault(problemWords(error))
      setPassword('')
      form.current?.querySelector<HTMLInputElement>('#password')?.focus()
    } finally {
      setBusy(false)
    }
  }
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <main className="login">
      <form ref={form} className="login-box" onSubmit={(event) => void submit(event)} noValidate>
        <div className="login-brand">
          <img src="/favicon.svg" width="36" height="36" alt="" />
          <div><h1>{t('app.name')}</h1><p className="muted small">{t('app.tagline')}</p></div>
        </div>
        {expired && <p className="note" role="status">{t('login.expired')}</p>}
        {fault && <p className="note bad" role="alert">{fault}</p>}
        <div>
          <label htmlFor="username">{t('login.username')}</label>
          <Input id="username" size="large" autoComplete="username" autoFocus value={username} onChange={(e) => setUsername(e.target.value)} status={tried && !username.trim() ? 'error' : ''} aria-invalid={tried && !username.trim()} aria-describedby="username-fault" />
          <p id="username-fault" className="login-fault">{tried && !username.trim() ? t('login.needUser') : ''}</p>
        </div>
        <div>
          <label htmlFor="password">{t('login.password')}</label>
          <Input id="password" type="password" size="large" autoComplete="current-password" value={password} onChange={(e) => setPassword(e.target.value)} status={tried && !password && !fault ? 'error' : ''} aria-invalid={tried && !password} aria-describedby="password-fault" />
          <p id="password-fault" className="login-fault">{tried && !password && !fault ? t('login.needPassword') : ''}</p>
        </div>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>{t('login.submit')}</Button>
        <p className="muted small">{t('login.hint')}</p>
        <Button type="link" size="small" style={{ alignSelf: 'flex-start', paddingInline: 0 }} onClick={() => void switchLanguage(other)}>{other === 'en' ? 'English' : '中文'}</Button>
      </form>
    </main>
  )
}
