import { Button, Drawer } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StoredField } from '@/api/building'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { ObjectDef } from '@/api/types'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { outcomeWords } from '@/kernel/actions/outcome'
import { useAction, useCatalog } from '@/kernel/catalog'
import { FormFields, type Editors } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { ChecksInput } from './ChecksInput'
import { ExpressionInput } from './ExpressionInput'
import { OnlyInput } from './OnlyInput'
import { OptionsInput } from './OptionsInput'
import { RollupInput } from './RollupInput'
import { inputsOf, startOf } from './shape'

const EDITORS: Editors = { options: OptionsInput, expression: ExpressionInput, default_expression: ExpressionInput, checks: ChecksInput, rollup: RollupInput, only: OnlyInput }

/** What decides how other inputs are asked. */
const SHAPING = ['options', 'scale', 'target']

/** A field that is made or changed: it asks for what its kind needs. */
export function FieldEditor({ object, field, onClose }: { object: ObjectDef; field?: StoredField; onClose: () => void }) {
  const { t } = useTranslation()
  const action = useAction(field ? 'field.change' : 'field.create')
  const title = field ? t('build.changeField', { name: pick(field.label) }) : `${t('build.addField')} · ${pick(object.label)}`
  return (
    <Drawer open onClose={onClose} size={520} title={title} mask={{ closable: false }} destroyOnHidden>
      {action && <FieldForm object={object} field={field} name={action.name} onDone={onClose} />}
    </Drawer>
  )
}

function FieldForm({ object, field, name, onDone }: { object: ObjectDef; field?: StoredField; name: string; onDone: () => void }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const action = useAction(name)!
  const keyOf = useActionKey()
  const [kind, setKind] = useState(field?.kind ?? 'text')
  const [shape, setShape] = useState<Record<string, unknown>>(() => (field ? startOf(field) : { kind: 'text', on_delete: 'refuse', result: 'number' }))
  const asked = inputsOf(kind, action.fields, object, objects, shape, Boolean(field))
  const form = useForm({
    fields: asked,
    initial: shape,
    onSubmit: async (values) => {
      const input = { ...values, object: object.key, ...(field && { key: field.key }) }
      const result = await runAction(action.name, input, keyOf(input))
      await refreshAfter(action.name)
      const hidden = Array.isArray(result.hidden_from) ? result.hidden_from.length : 0
      tell(<>{outcomeWords(action, undefined, input, result)} {hidden > 0 && t('build.hiddenFrom', { count: hidden })}</>)
      onDone()
    },
  })
  // The one way the rows refer here need not be chosen.
  const ways = asked.find((one) => one.key === 'via')?.options ?? []
  const only = ways.length === 1 ? ways[0]!.value : null
  const via = form.values.via
  useEffect(() => {
    if (only !== null && via !== only) form.set('via', only)
  }, [only, via, form])
  if (!field && form.values.kind !== kind && typeof form.values.kind === 'string') setKind(form.values.kind)
  if (SHAPING.some((key) => form.values[key] !== shape[key])) setShape({ ...shape, ...Object.fromEntries(SHAPING.map((key) => [key, form.values[key]])) })
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }}>
      <FormFields form={form} sections={[{ fields: asked }]} columns={1} autoFocus editors={EDITORS} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={form.busy}>{t(field ? 'build.saveField' : 'build.addField')}</Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <span className="muted small grow right">{t('form.submitHint')}</span>
      </div>
    </form>
  )
}
