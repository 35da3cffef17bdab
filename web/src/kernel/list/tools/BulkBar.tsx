import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ButtonDef } from '@/api/pages'
import type { ActionSpec, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { colonWords } from '@/lib/phrases'
import { problemWords, tell } from '@/ui/notify'
import { usePrints } from '@/kernel/actions/prints'
import { buttonOf } from '@/kernel/actions/recordButtons'
import { titleOf, useCatalog, useMe } from '@/kernel/catalog'
import { useEngine } from '@/kernel/conditions/engine'
import { meets } from '@/kernel/filters/evaluate'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { onlyRead } from '@/kernel/rights/allowed'
import { BulkDelete, BulkEdit, bulkFields } from './BulkWrites'

interface Failure { record: RecordRow; words: string }
/** An action, as it is or as a button of the object's calls it: with values of its own, and where its condition holds. */
interface Offer { action: ActionSpec; name: string; button?: ButtonDef }

/** Actions on the selected rows: the same input for each, each its own call. */
export function BulkBar({ object, records, onClear }: { object: ObjectDef; records: RecordRow[]; onClear: () => void }) {
  const { t } = useTranslation()
  const { actions } = useCatalog()
  const [open, setOpen] = useState<Offer | null>(null)
  const [writing, setWriting] = useState<'edit' | 'delete' | null>(null)
  const Writing = writing === 'edit' ? BulkEdit : BulkDelete
  const prints = usePrints(object)(records.map((one) => one.id))
  const called = [...object.actions.map((name): { name: string; button?: ButtonDef } => ({ name })), ...(object.buttons ?? []).flatMap((button) => (button.kind === 'action' && button.action ? [{ name: button.action, button }] : []))]
  const offered = called.flatMap(({ name, button }): Offer[] => {
    const action = actions.find((one) => one.name === name)
    return action?.record_key ? [{ action, button, name: pick(button?.label ?? action.label) }] : []
  }).slice(0, 4)
  return (
    <div className="bulk" role="toolbar" aria-label={t('list.selected', { n: records.length })}>
      <b className="num">{t('list.selected', { n: records.length })}</b>
      {offered.map((one) => <Button key={one.name} size="small" danger={one.action.danger} onClick={() => setOpen(one)}>{one.name}</Button>)}
      {object.rights.update && bulkFields(object).length > 0 && <Button size="small" onClick={() => setWriting('edit')}>{t('list.bulkEdit')}</Button>}
      {object.rights.delete && <Button size="small" danger onClick={() => setWriting('delete')}>{t('common.delete')}</Button>}
      {prints.length > 0 && <Dropdown trigger={['click']} menu={{ items: prints }}><Button size="small">{t('papers.print')}</Button></Dropdown>}
      <Button size="small" type="text" onClick={onClear}>{t('list.clearSelection')}</Button>
      {writing && <Writing object={object} records={records} onClose={() => setWriting(null)} onDone={onClear} />}
      {open && <BulkDialog object={object} offer={open} records={records} onClose={() => setOpen(null)} onDone={onClear} />}
    </div>
  )
}

function BulkDialog({ object, offer: { action, name, button }, records, onClose, onDone }: { object: ObjectDef; offer: Offer; records: RecordRow[]; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const [failures, setFailures] = useState<Failure[]>([])
  const engine = useEngine(Boolean(button?.visible_when))
  const preset = new Set(Object.keys(button?.values ?? {}))
  const asked = action.fields.filter((one) => !preset.has(one.key))
  const offers = (record: RecordRow) => meets(action.enabled_when, record, { '$user.id': me.user.id, '$today': me.business_date })
    && (!button?.visible_when || (engine.state === 'ready' && engine.evaluate(button.visible_when, object.fields, record) === true))
  const form = useForm({
    fields: asked,
    onSubmit: async (values) => {
      const failed: Failure[] = []
      for (const record of records) {
        if (onlyRead(record)) { failed.push({ record, words: t('sharing.onlyRead') }); continue }
        if (!offers(record)) { failed.push({ record, words: t('action.notNow', { name }) }); continue }
        try {
          await runAction(action.name, { ...values, ...(button && buttonOf(button, record).values), [action.record_key!]: record.id })
        } catch (error) {
          failed.push({ record, words: problemWords(error) })
        }
      }
      await refreshAfter(action.name)
      const done = records.length - failed.length
      tell(t(failed.length > 0 ? 'list.bulkFailed' : 'list.bulkDone', { name, ok: done, bad: failed.length }))
      if (failed.length > 0) { setFailures(failed); return }
      onClose()
      onDone()
    },
  })
  return (
    <Modal open title={`${name} · ${t('list.selected', { n: records.length })}`} onCancel={onClose} mask={{ closable: false }}
      footer={[<Button key="no" onClick={onClose}>{t('common.cancel')}</Button>, <Button key="ok" type="primary" danger={action.danger} loading={form.busy} onClick={() => void form.submit()}>{name}</Button>]}>
      {action.confirm && <p style={{ marginBottom: 12 }}>{pick(action.confirm)}</p>}
      <FormFields form={form} sections={[{ fields: asked }]} columns={1} autoFocus />
      {failures.length > 0 && <ul className="note bad">{failures.map((f) => <li key={f.record.id}>{colonWords(titleOf(object, f.record), f.words)}</li>)}</ul>}
    </Modal>
  )
}
