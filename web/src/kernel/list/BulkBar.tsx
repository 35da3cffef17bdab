import { Button, Dropdown, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ActionSpec, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { problemWords, tell } from '@/ui/notify'
import { usePrints } from '../actions/prints'
import { titleOf, useCatalog, useMe } from '../catalog'
import { meets } from '../filters/evaluate'
import { FormFields } from '../form/FormFields'
import { useForm } from '../form/useForm'

interface Failure { record: RecordRow; words: string }

/** Actions on the selected rows: the same input for each, each its own call. */
export function BulkBar({ object, records, onClear }: { object: ObjectDef; records: RecordRow[]; onClear: () => void }) {
  const { t } = useTranslation()
  const { actions } = useCatalog()
  const [open, setOpen] = useState<ActionSpec | null>(null)
  const prints = usePrints(object)(records.map((one) => one.id))
  const named = [...new Set([...object.actions, ...(object.buttons ?? []).flatMap((one) => (one.kind === 'action' && one.action ? [one.action] : []))])]
  const offered = named.map((name) => actions.find((a) => a.name === name)).filter((a): a is ActionSpec => Boolean(a?.record_key)).slice(0, 4)
  return (
    <div className="bulk" role="toolbar" aria-label={t('list.selected', { n: records.length })}>
      <b className="num">{t('list.selected', { n: records.length })}</b>
      {offered.map((a) => <Button key={a.name} size="small" danger={a.danger} onClick={() => setOpen(a)}>{pick(a.label)}</Button>)}
      {prints.length > 0 && <Dropdown trigger={['click']} menu={{ items: prints }}><Button size="small">{t('papers.print')}</Button></Dropdown>}
      <Button size="small" type="text" onClick={onClear}>{t('list.clearSelection')}</Button>
      {open && <BulkDialog object={object} action={open} records={records} onClose={() => setOpen(null)} onDone={onClear} />}
    </div>
  )
}

function BulkDialog({ object, action, records, onClose, onDone }: { object: ObjectDef; action: ActionSpec; records: RecordRow[]; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const [failures, setFailures] = useState<Failure[]>([])
  const name = pick(action.label)
  const form = useForm({
    fields: action.fields,
    onSubmit: async (values) => {
      const failed: Failure[] = []
      for (const record of records) {
        if (!meets(action.enabled_when, record, { '$user.id': me.user.id, '$today': me.business_date })) { failed.push({ record, words: t('action.notNow', { name }) }); continue }
        try {
          await runAction(action.name, { ...values, [action.record_key!]: record.id })
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
      <FormFields form={form} sections={[{ fields: action.fields }]} columns={1} autoFocus />
      {failures.length > 0 && <ul className="note bad">{failures.map((f) => <li key={f.record.id}>{titleOf(object, f.record)}：{f.words}</li>)}</ul>}
    </Modal>
  )
}
