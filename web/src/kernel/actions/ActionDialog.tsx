import { Button, Modal } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { newKey, runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ActionSpec, RecordRow } from '@/api/types'
import { isMasked } from '@/lib/identity'
import { pick } from '@/lib/i18n'
import { findObject, titleOf } from '../catalog'
import type { Values } from '../form/check'
import { FormFields, type Editors } from '../form/FormFields'
import { useForm } from '../form/useForm'
import { tellOutcome } from './outcome'

/** The same input gets the same key, so that a repeated press is harmless and a corrected input is a new call. */
export function useActionKey(): (input: Values) => string {
  const kept = useRef({ text: '', key: '' })
  return (input) => {
    const text = JSON.stringify(input)
    if (kept.current.text !== text) kept.current = { text, key: newKey() }
    return kept.current.key
  }
}

/** What the form starts with: values of the record that the action asks for again. */
function startValues(action: ActionSpec, record?: RecordRow): Values {
  const values: Values = {}
  for (const field of action.fields) {
    const value = record?.[field.key]
    if (value !== undefined && value !== null && !isMasked(value)) values[field.key] = value
  }
  return values
}

/** `fixed` is what the page has settled already: sent, and not asked for. `initial` is what the form starts with. */
interface Settled { fixed?: Values; initial?: Values }

function askedFields(action: ActionSpec, fixed?: Values) {
  return fixed ? action.fields.filter((field) => !(field.key in fixed)) : action.fields
}

export function useActionForm(action: ActionSpec, record: RecordRow | undefined, onDone?: (result: Values) => void, { fixed, initial }: Settled = {}) {
  const keyOf = useActionKey()
  return useForm({
    fields: askedFields(action, fixed),
    initial: { ...startValues(action, record), ...initial },
    onSubmit: async (given) => {
      const values = { ...given, ...fixed }
      const input = action.record_key && record ? { ...values, [action.record_key]: record.id } : values
      const result = await runAction(action.name, input, keyOf(input))
      await refreshAfter(action.name)
      tellOutcome(action, record, values, result)
      onDone?.(result)
    },
  })
}

interface Props extends Settled { action: ActionSpec; record?: RecordRow; note?: ReactNode; wide?: boolean; editors?: Editors; onClose: () => void; onDone?: (result: Values) => void }

export function ActionDialog({ action, record, fixed, initial, note, wide, editors, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const form = useActionForm(action, record, (result) => { onClose(); onDone?.(result) }, { fixed, initial })
  const fields = askedFields(action, fixed)
  const object = action.object ? findObject(action.object) : undefined
  const title = record && object ? `${pick(action.label)} · ${titleOf(object, record)}` : pick(action.label)
  return (
    <Modal open title={title} onCancel={onClose} width={wide || fields.length > 5 ? 720 : 480} mask={{ closable: false }}
      footer={[
        <Button key="cancel" onClick={onClose}>{t('common.cancel')}</Button>,
        <Button key="ok" type="primary" danger={action.danger} loading={form.busy} onClick={() => void form.submit()}>{pick(action.label)}</Button>,
      ]}>
      {action.confirm && <p style={{ marginBottom: 12 }}>{pick(action.confirm)}</p>}
      {note}
      <FormFields form={form} sections={[{ fields }]} columns={fields.length > 5 ? 2 : 1} autoFocus editors={editors} />
    </Modal>
  )
}
