import { Button, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { colonWords } from '@/lib/phrases'
import { useBusy } from '@/ui/useBusy'
import { tell, tellProblem } from '@/ui/notify'
import { titleOf } from '@/kernel/catalog'
import { isEditable } from '@/kernel/detail/sections'
import { cleanValues } from '@/kernel/form/check'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { onlyRead } from '@/kernel/rights/allowed'
import { whyNot, writeEach, type Write } from '../writes'

/** Fields of which many records can be given one value. */
export const bulkFields = (object: ObjectDef) => object.fields.filter((field) => isEditable(object, field) && !field.unique && field.kind !== 'children' && field.kind !== 'json')

interface Props { object: ObjectDef; records: RecordRow[]; onClose: () => void; onDone: () => void }
interface Failure { title: string; why: string }

/** Writes the chosen records, tells how many that were, and keeps what could not be done to be shown. */
function useWrites({ object, records, onClose, onDone }: Props, name: string) {
  const { t } = useTranslation()
  const [failures, setFailures] = useState<Failure[]>([])
  const run = async (made: (record: RecordRow) => Write) => {
    const kept = records.filter(onlyRead).map((record) => ({ title: titleOf(object, record), why: t('sharing.onlyRead') }))
    const open = records.filter((record) => !onlyRead(record))
    const results = await writeEach(object.key, open.map(made))
    await refreshAfter('record.update')
    const failed = [...kept, ...results.flatMap((result, at) => (result.ok ? [] : [{ title: titleOf(object, open[at]!), why: whyNot(result) }]))]
    tell(t(failed.length > 0 ? 'list.bulkFailed' : 'list.bulkDone', { name, ok: records.length - failed.length, bad: failed.length }))
    setFailures(failed)
    if (failed.length === 0) { onClose(); onDone() }
  }
  const report = failures.length > 0 && <ul className="note bad" role="alert">{failures.map((one, at) => <li key={at}>{colonWords(one.title, one.why)}</li>)}</ul>
  return { run, report }
}

/** One field of all chosen records gets one value; left empty it is cleared. */
export function BulkEdit(props: Props) {
  const { t } = useTranslation()
  const { object, records, onClose } = props
  const [key, setKey] = useState<string>()
  const field = object.fields.find((one) => one.key === key)
  const name = t('list.bulkEdit')
  return (
    <Modal open title={`${name} · ${t('list.selected', { n: records.length })}`} onCancel={onClose} mask={{ closable: false }} footer={null}>
      <div className="form-field" style={{ marginBottom: 16 }}>
        <label htmlFor="bulk-field">{t('list.chooseField')}</label>
        <Select id="bulk-field" autoFocus value={key} onChange={setKey} showSearch={{ optionFilterProp: 'label' }} style={{ width: '100%' }} options={bulkFields(object).map((one) => ({ value: one.key, label: pick(one.label) }))} />
      </div>
      {field && <OneValue key={field.key} {...props} field={field} name={name} />}
    </Modal>
  )
}

function OneValue({ field, name, ...props }: Props & { field: FieldDef; name: string }) {
  const { t } = useTranslation()
  const { run, report } = useWrites(props, name)
  const fields = [{ ...field, default: undefined }]
  const form = useForm({ fields, onSubmit: (values) => run(({ id, version }) => ({ op: 'update', id, version, values: { [field.key]: null, ...cleanValues(fields, values) } })) })
  return (
    <>
      <FormFields form={form} sections={[{ fields }]} columns={1} />
      {!field.required && <p className="muted small">{t('list.bulkClears')}</p>}
      {report}
      <div className="row" style={{ justifyContent: 'flex-end', marginTop: 12 }}>
        <Button onClick={props.onClose}>{t('common.cancel')}</Button>
        <Button type="primary" loading={form.busy} onClick={() => void form.submit()}>{name}</Button>
      </div>
    </>
  )
}

/** The chosen records are deleted, into the bin where the object has one. */
export function BulkDelete(props: Props) {
  const { t } = useTranslation()
  const { object, records, onClose } = props
  const name = t('common.delete')
  const [busy, during] = useBusy()
  const { run, report } = useWrites(props, name)
  const remove = () => during(() => run(({ id, version }) => ({ op: 'delete', id, version })).catch(tellProblem))
  return (
    <Modal open title={`${name} · ${t('list.selected', { n: records.length })}`} onCancel={onClose} mask={{ closable: false }} okText={name} okButtonProps={{ danger: true, loading: busy, disabled: Boolean(report) }} onOk={() => void remove()}>
      {report || <p>{t(object.recycle_bin ? 'list.bulkBin' : 'list.bulkGone')}</p>}
    </Modal>
  )
}
