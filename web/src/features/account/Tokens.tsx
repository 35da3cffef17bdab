import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, runAction } from '@/api/client'
import type { Account, OwnToken, TokenScope } from '@/features/login/types'
import { useCatalog } from '@/kernel/catalog'
import { formatInstant } from '@/lib/dates'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { ask, show, tell, tellProblem } from '@/ui/notify'
import { useBusy } from '@/ui/useBusy'
import { refreshAccount } from './AccountPage'

/** API tokens of one's own: what they are for, what they may, until when. */
export function Tokens({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const [making, setMaking] = useState(false)
  const words = (scope: TokenScope | null): string => {
    const named = scope?.objects?.map((key) => pick(objects.find((one) => one.key === key)?.label) || key)
    return [scope?.read_only && t('account.readOnly'), named ? listWords(named) : t('account.allObjects'), scope?.actions && scope.actions.join(', ')].filter(Boolean).join(' · ')
  }
  const revoke = async (one: OwnToken) => {
    if (!(await ask(t('account.revokeTitle', { name: one.name }), t('account.revokeWhy'), t('account.revoke'), true))) return
    await runAction('account.revoke_token', { token_id: one.id }).then(refreshAccount, tellProblem)
  }
  return (
    <section className="panel panel-pad stack" aria-label={t('account.tokens')}>
      <div className="row"><h2 className="grow">{t('account.tokens')}</h2>{account.may_make_tokens && <Button onClick={() => setMaking(true)}>{t('account.makeToken')}</Button>}</div>
      <p className="muted">{t('account.tokensHelp')}</p>
      <ul className="account-list">
        {account.tokens.map((one) => (
          <li key={one.id}>
            <span className="grow">{one.name} <span className="muted small">{words(one.scope)}</span><br />
              <span className="muted small">{t('account.until', { at: formatInstant(one.expires_at) })} · {one.last_used_at ? t('account.used', { at: formatInstant(one.last_used_at) }) : t('account.neverUsed')}</span>
            </span>
            <Button size="small" danger onClick={() => void revoke(one)}>{t('account.revoke')}</Button>
          </li>
        ))}
      </ul>
      {making && <MakeToken days={account.token_days} onClose={() => setMaking(false)} />}
    </section>
  )
}

function MakeToken({ days, onClose }: { days: number; onClose: () => void }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const [name, setName] = useState('')
  const [ends, setEnds] = useState(days)
  const [readOnly, setReadOnly] = useState(true)
  const [within, setWithin] = useState<string[]>([])
  const [key] = useState(newKey)
  const [busy, during] = useBusy()
  const make = () => during(async () => {
    const scope: TokenScope = { read_only: readOnly, ...(within.length > 0 && { objects: within }) }
    const made = await runAction<{ token: string }>('token.create', { name: name.trim(), expires_days: ends, scope }, key)
    onClose()
    show(t('account.tokenMade'), <><p>{t('account.tokenOnce')}</p><Input readOnly value={made.token} aria-label={t('account.tokenMade')} onFocus={(e) => e.target.select()} /></>)
    tell(t('account.tokenMade'))
    await refreshAccount()
  })
  return (
    <Modal open title={t('account.makeToken')} okText={t('account.makeToken')} okButtonProps={{ disabled: !name.trim(), loading: busy }} onOk={() => void make()} onCancel={onClose}>
      <div className="stack">
        <div><label htmlFor="token-name">{t('account.tokenName')}</label><Input id="token-name" autoFocus maxLength={60} value={name} onChange={(e) => setName(e.target.value)} /></div>
        <div><label htmlFor="token-days">{t('account.tokenDays')}</label><br /><InputNumber id="token-days" min={1} max={3650} precision={0} value={ends} onChange={(value) => setEnds(value ?? days)} /></div>
        <Checkbox checked={readOnly} onChange={(e) => setReadOnly(e.target.checked)}>{t('account.readOnly')}</Checkbox>
        <div>
          <label htmlFor="token-objects">{t('account.tokenObjects')}</label>
          <Select id="token-objects" mode="multiple" style={{ width: '100%' }} value={within} onChange={setWithin} placeholder={t('account.allObjects')} optionFilterProp="label"
            options={objects.map((one) => ({ value: one.key, label: pick(one.label) }))} />
        </div>
      </div>
    </Modal>
  )
}
