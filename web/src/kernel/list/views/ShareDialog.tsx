import { Button, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { SavedView } from '@/api/types'
import type { Views } from '@/api/views'
import { pick } from '@/lib/i18n'
import { problemWords, tell } from '@/ui/notify'
import { useBusy } from '@/ui/useBusy'

type Reach = 'me' | 'roles' | 'all'

/** Whom a view is for: its owner, some roles, or everybody who may see the object. */
export function ShareDialog({ view, roles, onClose }: { view: SavedView; roles: Views['roles']; onClose: () => void }) {
  const { t } = useTranslation()
  const [reach, setReach] = useState<Reach>(!view.shared ? 'me' : view.roles.length > 0 ? 'roles' : 'all')
  const [chosen, setChosen] = useState(view.roles)
  const [fault, setFault] = useState('')
  const [busy, during] = useBusy((error) => setFault(problemWords(error)))
  const share = async () => {
    if (reach === 'roles' && chosen.length === 0) { setFault(t('savedViews.chooseRoles')); return }
    await during(async () => {
      await runAction('view.share', { view_id: view.id, version: view.version, shared: reach !== 'me', roles: reach === 'roles' ? chosen : [] })
      await refreshAfter('view.share')
      tell(t(`savedViews.now.${reach}`, { name: view.label }))
      onClose()
    })
  }
  return (
    <Modal open title={t('savedViews.shareOf', { name: view.label })} onCancel={onClose} width={480} mask={{ closable: false }}
      footer={[<Button key="no" onClick={onClose}>{t('common.cancel')}</Button>, <Button key="ok" type="primary" loading={busy} onClick={() => void share()}>{t('savedViews.share')}</Button>]}>
      <p className="muted" style={{ marginBottom: 12 }}>{t('savedViews.shareHelp')}</p>
      <Radio.Group value={reach} onChange={(event) => { setReach(event.target.value as Reach); setFault('') }} options={(['me', 'roles', 'all'] as const).map((value) => ({ value, label: t(`savedViews.reach.${value}`) }))} />
      {reach === 'roles' && (
        <Select mode="multiple" value={chosen} onChange={(next) => { setChosen(next); setFault('') }} style={{ width: '100%', marginTop: 12 }} optionFilterProp="label" aria-label={t('savedViews.reach.roles')}
          placeholder={t('savedViews.chooseRoles')} options={roles.map((role) => ({ value: role.key, label: pick(role.label) }))} />
      )}
      {fault && <p role="alert" className="tone-bad" style={{ marginTop: 8 }}>{fault}</p>}
    </Modal>
  )
}
