import { Button, Dropdown, Tooltip } from 'antd'
import { EllipsisOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ButtonDef } from '@/api/pages'
import type { ActionSpec, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { ask, tellProblem } from '@/ui/notify'
import { useCatalog, useMe } from '../catalog'
import { meets } from '../filters/evaluate'
import { ActionDialog } from './ActionDialog'
import { runOf, targetOf } from './CustomButton'
import { tellOutcome } from './outcome'
import { useRecordButtons } from './recordButtons'

interface Extra { key: string; label: string; danger?: boolean; onClick: () => void }

/** The record's main action first, the others in a menu. */
export function ActionBar({ object, record, extra = [], compact }: { object: ObjectDef; record: RecordRow; extra?: Extra[]; compact?: boolean }) {
  const { t } = useTranslation()
  const { actions } = useCatalog()
  const me = useMe()
  const navigate = useNavigate()
  const [open, setOpen] = useState<{ action: ActionSpec; fixed?: Record<string, unknown> } | null>(null)
  const buttons = useRecordButtons(object, record)
  const [busy, setBusy] = useState('')
  const variables = { '$user.id': me.user.id, '$today': me.business_date }
  const offered = object.actions.map((name) => actions.find((a) => a.name === name)).filter((a): a is ActionSpec => Boolean(a))
  const possible = offered.filter((a) => meets(a.enabled_when, record, variables))
  const main = possible.find((a) => !a.danger)
  const others = offered.filter((a) => a !== main)

  const start = async (action: ActionSpec, fixed?: Record<string, unknown>) => {
    if (action.fields.some((field) => !fixed || !(field.key in fixed))) { setOpen({ action, fixed }); return }
    const words = action.confirm ? pick(action.confirm) : ''
    if ((action.confirm || action.danger) && !(await ask(pick(action.label), words, pick(action.label), action.danger))) return
    setBusy(action.name)
    try {
      const result = await runAction(action.name, { ...(action.record_key && { [action.record_key]: record.id }), ...fixed })
      await refreshAfter(action.name)
      tellOutcome(action, record, fixed ?? {}, result)
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy('')
    }
  }
  const press = (button: ButtonDef) => {
    const run = runOf(button)
    const action = run && actions.find((one) => one.name === run.name)
    const target = targetOf(button)
    if (action) void start(action, run.fixed)
    else if (target && 'href' in target) window.open(target.href, '_blank', 'noopener,noreferrer')
    else if (target) void navigate({ to: target.to, search: (target.search ?? {}) as never })
  }
  const items = [
    ...others.map((a) => ({
      key: a.name, danger: a.danger, disabled: !possible.includes(a), onClick: () => void start(a),
      label: possible.includes(a) ? pick(a.label) : <Tooltip title={t('action.notNow', { name: pick(a.label) })} placement="left">{pick(a.label)}</Tooltip>,
    })),
    ...buttons.map((one, at) => ({ key: `button-${at}`, danger: false, label: pick(one.label), onClick: () => press(one) })),
    ...extra.map((e) => ({ key: e.key, danger: e.danger, label: e.label, onClick: e.onClick })),
  ]
  return (
    <div className="row">
      {main && <Button type="primary" size={compact ? 'small' : undefined} loading={busy === main.name} onClick={() => void start(main)}>{pick(main.label)}</Button>}
      {items.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items }}>
          <Button size={compact ? 'small' : undefined} icon={<EllipsisOutlined />} aria-label={t('common.more')} loading={busy !== '' && busy !== main?.name} />
        </Dropdown>
      )}
      {open && <ActionDialog action={open.action} fixed={open.fixed} record={record} onClose={() => setOpen(null)} />}
    </div>
  )
}
