import { Button, Input } from 'antd'
import { KeyOutlined } from '@ant-design/icons'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '@/api/client'
import { askPasskey, passkeysWork } from '@/lib/passkeys'

export type Given = { code: string } | { passkey: Record<string, unknown> } | { password: string }

/** Proves who one is by what one has: a passkey, a code, or the password where there is neither. */
export function Proof({ kinds, submit, onProof, onFault }: { kinds: string[]; submit: string; onProof: (given: Given) => Promise<void>; onFault: (words: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState('')
  const byPassword = kinds.includes('password')
  const during = async (name: string, deed: () => Promise<void>) => {
    setBusy(name)
    await deed().catch(() => setText(''))
    setBusy('')
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim()) void during('text', () => onProof(byPassword ? { password: text } : { code: text.trim() }))
  }
  const passkey = () => during('passkey', async () => {
    const made = await askPasskey(await call('POST', '/auth/passkey/options'))
    if (made) await onProof({ passkey: made })
    else onFault(t('login.passkeyGivenUp'))
  })
  return (
    <div className="login-form">
      {kinds.includes('passkey') && passkeysWork() && (
        <Button size="large" type={kinds.includes('totp') ? 'default' : 'primary'} block icon={<KeyOutlined />} loading={busy === 'passkey'} onClick={() => void passkey()}>{t('login.usePasskey')}</Button>
      )}
      <form className="login-form" onSubmit={send} noValidate>
        <div>
          <label htmlFor="proof">{byPassword ? t('login.password') : t('login.code')}</label>
          <Input id="proof" size="large" autoFocus type={byPassword ? 'password' : 'text'} autoComplete={byPassword ? 'current-password' : 'one-time-code'} value={text} maxLength={128} onChange={(e) => setText(e.target.value)} />
          {!byPassword && <p className="muted small">{t('login.codeHelp')}</p>}
        </div>
        <Button type="primary" size="large" htmlType="submit" block disabled={!text.trim()} loading={busy === 'text'}>{submit}</Button>
      </form>
    </div>
  )
}
