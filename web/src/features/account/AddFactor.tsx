import { Button, Input } from 'antd'
import { KeyOutlined, MobileOutlined } from '@ant-design/icons'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '@/api/client'
import { makePasskey, passkeysWork } from '@/lib/passkeys'
import { problemWords } from '@/ui/notify'

interface Begun { factor_id: string; secret: string; picture: string }
interface Added { recovery_codes: string[] | null }

/** Adds an authenticator app or a passkey; the first one comes with recovery codes. */
export function AddFactor({ onAdded }: { onAdded: (codes: string[] | null) => void }) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState('')
  const [fault, setFault] = useState('')
  const during = async (name: string, deed: () => Promise<void>) => {
    setBusy(name)
    setFault('')
    await deed().catch((error: unknown) => setFault(problemWords(error)))
    setBusy('')
  }
  const begin = () => during('totp', async () => setBegun(await call<Begun>('POST', '/account/totp')))
  const confirm = (event: FormEvent) => {
    event.preventDefault()
    void during('confirm', async () => {
      const body = { factor_id: begun!.factor_id, name: t('account.totp'), code: code.replace(/\s/g, '') }
      onAdded((await call<Added>('POST', '/account/totp/confirm', { body })).recovery_codes)
    })
  }
  const passkey = () => during('passkey', async () => {
    const credential = await makePasskey(await call('POST', '/account/passkeys/options'))
    if (!credential) { setFault(t('login.passkeyGivenUp')); return }
    onAdded((await call<Added>('POST', '/account/passkeys', { body: { name: t('account.passkey'), credential } })).recovery_codes)
  })
  return (
    <div className="login-form">
      {fault && <p className="note bad" role="alert">{fault}</p>}
      {!begun && (
        <>
          <Button size="large" icon={<MobileOutlined />} loading={busy === 'totp'} onClick={() => void begin()}>{t('account.addTotp')}</Button>
          {passkeysWork() && <Button size="large" icon={<KeyOutlined />} loading={busy === 'passkey'} onClick={() => void passkey()}>{t('account.addPasskey')}</Button>}
        </>
      )}
      {begun && (
        <form className="login-form" onSubmit={confirm} noValidate>
          <p>{t('account.scan')}</p>
          <img className="qr" alt={t('account.qr')} src={`data:image/svg+xml;utf8,${encodeURIComponent(begun.picture)}`} />
          <p className="small">{t('account.byHand')} <code className="secret">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code></p>
          <div>
            <label htmlFor="code">{t('login.code')}</label>
            <Input id="code" size="large" autoFocus inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={code} onChange={(e) => setCode(e.target.value)} />
          </div>
          <Button type="primary" size="large" htmlType="submit" block disabled={code.replace(/\s/g, '').length !== 6} loading={busy === 'confirm'}>{t('account.confirm')}</Button>
        </form>
      )}
    </div>
  )
}
