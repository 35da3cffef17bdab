import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, runAction } from '@/api/client'
import { refreshAfter, taskFormQuery } from '@/api/queries'
import type { FieldDef, RecordRow, TaskForm } from '@/api/types'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { useObject } from '@/kernel/catalog'
import { FactValue } from '@/kernel/detail/Facts'
import { specOf } from '@/kernel/fields/registry'
import type { Values } from '@/kernel/form/check'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick, say } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { Bones, ErrorState } from '@/ui/states'
import { changesOf, staleFaults, untouched } from './form-values'

interface Props { id: string; title: string; head: ReactNode; children: ReactNode; onCompleted: () => void }

/** A task that asks for fields of the record: the form first, then what it is about. */
export function FormTask(props: Props) {
  const { data: form, error, refetch } = useQuery(taskFormQuery(props.id))
  if (error) return <div className="case-scroll">{props.head}<ErrorState error={error} onRetry={() => void refetch()} /></div>
  if (!form) return <div className="case-scroll">{props.head}<Bones lines={8} /></div>
  return <FilledForm {...props} form={form} />
}

function FilledForm({ id, title, head, children, onCompleted, form: asked }: Props & { form: TaskForm }) {
  const { t } = useTranslation()
  const keyOf = useActionKey()
  // What the clerk saw when she began: a later state of the record is never overwritten unseen.
  const seen = useRef(asked)
  const fields = asked.fields.filter((field) => !field.read_only)
  const shown = asked.fields.filter((field) => field.read_only)
  const form = useForm({
    fields,
    initial: { ...asked.values, ...asked.masked },
    draft: `task:${id}`,
    onSubmit: async (values) => {
      const input = { task_id: id, outcome: 'submit', values: changesOf(fields, seen.current, values), record_version: seen.current.version }
      try {
        await runAction('task.complete', input, keyOf(input))
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 412) throw error
        const current = error.body.current as RecordRow
        const errors = staleFaults(fields, seen.current, current)
        // What she left as it was follows the record; what she typed stays hers.
        for (const key of untouched(fields, seen.current, values)) form.set(key, current[key] ?? null)
        seen.current = { ...seen.current, version: current.version ?? 0, values: current as Values }
        throw new ApiProblem(412, { ...error.body, detail: say('inbox.staleForm'), errors })
      }
      tell(t('inbox.submitted', { title }))
      onCompleted()
      await refreshAfter('task.complete')
    },
  })
  return (
    <>
      <div className="case-scroll">
        {head}
        <section className="panel panel-pad stack" aria-label={t('inbox.toFill')}>
          <FormFields form={form} sections={[{ fields }]} labels={asked._labels} columns={2} />
          {shown.length > 0 && <Shown fields={shown} asked={asked} />}
        </section>
        {children}
      </div>
      <div className="case-foot">
        <div className="row">
          <span className="muted small grow">{t('form.submitHint')}</span>
          <Button type="primary" loading={form.busy} onClick={() => void form.submit()}>{t('inbox.submit')}</Button>
        </div>
      </div>
    </>
  )
}

function Shown({ fields, asked }: { fields: FieldDef[]; asked: TaskForm }) {
  const { t } = useTranslation()
  const object = useObject(asked.object)
  const record: RecordRow = { ...asked.values, id: asked.record_id, version: asked.version, _labels: asked._labels }
  if (!object) return null
  return (
    <div>
      <h2 className="section-title">{t('inbox.toCheck')}</h2>
      <dl className="facts">
        {fields.map((field) => (
          <div key={field.key} className={specOf(field.kind).wide ? 'wide' : undefined}>
            <dt>{pick(field.label)}</dt>
            <dd><FactValue object={object} field={field} record={record} /></dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
