import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PasswordRules } from './types'

interface Props {
  rules: PasswordRules
  submit: string
  /** Asks for the present password too. */
  present?: boolean
  username?: string
  onSubmit: (password: string, present: string) => Promise<void>
}

/** A password of one's own, typed twice; what it must be like is said before. */
export function NewPassword({ rules, submit, present = false, username, onSubmit }: Props) {
  const { t } = useTranslation()
  const [old, setOld] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const short = password.length < rules.length
  const differs = password !== again

  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (short || differs || (present && !old)) return
    setBusy(true)
    await onSubmit(password, old).then(() => { setOld(''); setPassword(''); setAgain(''); setTried(false) }, () => undefined)
    setBusy(false)
  }
  const field = (id: string, label: string, value: string, set: (value: string) => void, fault: string, autoComplete: string) => (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input id={id} type="password" size="large" autoComplete={autoComplete} maxLength={128} value={value} onChange={(e) => set(e.target.value)}
        status={tried && fault ? 'error' : ''} aria-invalid={Boolean(tried && fault)} aria-describedby={`${id}-fault`} />
      <p id={`${id}-fault`} className="login-fault">{tried ? fault : ''}</p>
    </div>
  )
  return (
    <form className="login-form" onSubmit={(event) => void send(event)} noValidate>
      <p className="muted small">{t('login.rules', { length: rules.length })}</p>
      {username && <input type="text" hidden readOnly autoComplete="username" value={username} />}
      {present && field('present', t('login.present'), old, setOld, old ? '' : t('login.needPassword'), 'current-password')}
      {field('new-password', t('login.newPassword'), password, setPassword, short ? t('login.tooShort', { length: rules.length }) : '', 'new-password')}
      {field('again', t('login.again'), again, setAgain, differs ? t('login.differs') : '', 'new-password')}
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>{submit}</Button>
    </form>
  )
}
