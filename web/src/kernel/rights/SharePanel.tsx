import { Button, Modal, Segmented, Tag } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import { sharesQuery, type GranteeKind, type Share, type Shares } from '@/api/rights'
import type { ActionSpec, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { ask, tell, tellProblem } from '@/ui/notify'
import { Bones, ErrorState } from '@/ui/states'
import { useActionForm } from '../actions/ActionDialog'
import { titleOf, useAction } from '../catalog'
import { FormFields } from '../form/FormFields'
import './rights.css'

const KINDS = ['user', 'department', 'role'] as const
const INPUT: Record<GranteeKind, string> = { user: 'user_id', department: 'department_id', role: 'role_key' }

interface Props { object: ObjectDef; record: RecordRow; onClose: () => void }

/** Whom a record is shared with, and sharing it with one more. */
export function SharePanel({ object, record, onClose }: Props) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(sharesQuery(object.key, record.id))
  const action = useAction('record.share')
  return (
    <Modal open title={t('sharing.of', { title: titleOf(object, record) })} onCancel={onClose} width={640} footer={null} mask={{ closable: false }}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={4} /> : (
        <div className="stack">
          <ShareList object={object} record={record} shares={data} />
          {action && data.may_share && <NewShare object={object} record={record} action={action} roles={data.roles} />}
        </div>
      )}
    </Modal>
  )
}

function ShareList({ object, record, shares }: { object: ObjectDef; record: RecordRow; shares: Shares }) {
  const { t } = useTranslation()
  const stop = async (one: Share) => {
    if (!(await ask(t('sharing.stop'), t('sharing.stopConfirm', { name: pick(one.label) }), t('sharing.stop'), true))) return
    try {
      await runAction('record.unshare', { object: object.key, id: record.id, share_id: one.id })
      await refreshAfter('record.unshare')
      tell(t('sharing.stopped', { name: pick(one.label) }))
    } catch (error) {
      tellProblem(error)
    }
  }
  if (shares.items.length === 0) return <p className="muted">{t('sharing.none')}</p>
  return (
    <ul className="share-list" aria-label={t('sharing.with')}>
      {shares.items.map((one) => (
        <li key={one.id} className="row">
          <div className="grow">
            <div><strong>{pick(one.label)}</strong> <span className="muted">{t(`sharing.kind.${one.kind}`)}</span> <Tag color={one.ended ? 'default' : one.access === 'write' ? 'gold' : 'blue'}>{one.ended ? t('sharing.ended') : t(`sharing.access.${one.access}`)}</Tag></div>
            <div className="muted small">{[t('sharing.by', { name: one.by.name ?? '—' }), one.until_date ? t('sharing.until', { date: one.until_date }) : t('sharing.forever'), one.note].filter(Boolean).join(' · ')}</div>
          </div>
          {shares.may_share && <Button size="small" danger onClick={() => void stop(one)} aria-label={`${t('sharing.stop')} ${pick(one.label)}`}>{t('sharing.stop')}</Button>}
        </li>
      ))}
    </ul>
  )
}

function NewShare({ object, record, action, roles }: { object: ObjectDef; record: RecordRow; action: ActionSpec; roles: Shares['roles'] }) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<GranteeKind>('user')
  const [made, setMade] = useState(0)
  return (
    <section>
      <h3 className="section-title">{t('sharing.add')}</h3>
      <Segmented value={kind} onChange={(next) => setKind(next as GranteeKind)} options={KINDS.map((value) => ({ value, label: t(`sharing.kind.${value}`) }))} style={{ marginBottom: 12 }} />
      <ShareForm key={`${kind}:${made}`} kind={kind} object={object} record={record} action={action} roles={roles} onDone={() => setMade(made + 1)} />
    </section>
  )
}

function ShareForm({ kind, object, record, action, roles, onDone }: { kind: GranteeKind; object: ObjectDef; record: RecordRow; action: ActionSpec; roles: Shares['roles']; onDone: () => void }) {
  const { t } = useTranslation()
  const [asked, fixed] = useMemo(() => {
    const options = roles.map((role) => ({ value: role.key, label: role.label }))
    const fields = action.fields.map((field) => {
      if (field.key !== INPUT[kind]) return field
      return kind === 'role' ? { ...field, kind: 'choice', options, required: true } : { ...field, required: true }
    })
    const others = KINDS.filter((one) => one !== kind).map((one) => [INPUT[one], undefined])
    return [{ ...action, fields }, { object: object.key, id: record.id, ...Object.fromEntries(others) }] as const
  }, [action, kind, roles, object.key, record.id])
  const form = useActionForm(asked, undefined, onDone, { fixed })
  const fields = asked.fields.filter((field) => !(field.key in fixed))
  return (
    <>
      <FormFields form={form} sections={[{ fields }]} columns={2} />
      <p className="muted small">{t('sharing.help')}</p>
      <p style={{ textAlign: 'right' }}><Button type="primary" loading={form.busy} onClick={() => void form.submit()}>{pick(action.label)}</Button></p>
    </>
  )
}
