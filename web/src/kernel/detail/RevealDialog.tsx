import { Button, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import type { ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { problemWords } from '@/ui/notify'
import { useBusy } from '@/ui/useBusy'
import { fieldOf } from '../catalog'
import { specOf } from '../fields/registry'

const SHOWN_MS = 30_000

/** Shows one sensitive value for a stated reason; the look is logged and the value goes away by itself. */
export function RevealDialog({ object, record, field: key, onClose }: { object: ObjectDef; record: RecordRow; field: string; onClose: () => void }) {
  const { t } = useTranslation()
  const field = fieldOf(object, key)
  const [reason, setReason] = useState('')
  const [value, setValue] = useState<string | null>(null)
  const [fault, setFault] = useState('')
  const [busy, during] = useBusy((error) => setFault(problemWords(error)))
  useEffect(() => {
    if (value === null) return
    const timer = setTimeout(onClose, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [value, onClose])
  const show = async () => {
    if (!reason.trim()) { setFault(t('form.required', { name: t('list.revealReason') })); return }
    setFault('')
    await during(async () => {
      const result = await runAction<{ value: unknown }>('record.reveal', { object: object.key, id: record.id, field: key, reason: reason.trim() })
      setValue(field ? specOf(field.kind).words(result.value, field) : String(result.value ?? ''))
    })
  }
  return (
    <Modal open title={t('list.revealTitle', { field: pick(field?.label) })} onCancel={onClose} width={420}
      footer={value === null
        ? [<Button key="no" onClick={onClose}>{t('common.cancel')}</Button>, <Button key="ok" type="primary" loading={busy} onClick={() => void show()}>{t('list.revealShow')}</Button>]
        : [<Button key="close" type="primary" onClick={onClose}>{t('common.close')}</Button>]}>
      {value === null ? (
        <form onSubmit={(event) => { event.preventDefault(); void show() }}>
          <label htmlFor="reveal-reason" style={{ fontWeight: 500 }}>{t('list.revealReason')}</label>
          <Input id="reveal-reason" autoFocus value={reason} onChange={(e) => setReason(e.target.value)} maxLength={200} status={fault ? 'error' : ''} aria-describedby="reveal-about" style={{ marginTop: 4 }} />
          <p id="reveal-about" className={fault ? 'form-fault tone-bad small' : 'muted small'} role={fault ? 'alert' : undefined}>{fault || t('list.revealHelp')}</p>
        </form>
      ) : (
        <>
          <p className="num" style={{ fontSize: 20, fontWeight: 600, userSelect: 'all', overflowWrap: 'anywhere' }}>{value}</p>
          <p className="muted small">{t('list.revealed')}</p>
        </>
      )}
    </Modal>
  )
}
