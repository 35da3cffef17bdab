import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, ObjectDef } from '@/api/types'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { useAction, useCatalog } from '@/kernel/catalog'
import { kinds } from '@/kernel/fields/registry'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { isFieldKey, parseOptions } from './field-input'

const problem = (key: string, message: string) => new ApiProblem(422, { detail: message, errors: [{ pointer: `/${key}`, message }] })

/** A new custom field: a real column, added at once. */
export function FieldForm({ object, onDone }: { object: ObjectDef; onDone: () => void }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const spec = useAction('field.create')
  const keyOf = useActionKey()
  const fields = useMemo((): FieldDef[] => {
    const label = (key: string) => ({ zh: t(key), en: t(key) })
    // The server says which kinds it can add; without a word from it, all but the computed ones.
    const known = spec?.fields.find((f) => f.key === 'kind')?.options?.map((o) => o.value) ?? kinds.filter((k) => !['auto_number', 'file'].includes(k))
    const offered = [...known].sort((a, b) => kinds.indexOf(a) - kinds.indexOf(b))
    return [
      { key: 'label_zh', kind: 'text', label: label('admin.labelZh'), required: true, max_length: 40 },
      { key: 'label_en', kind: 'text', label: label('admin.labelEn'), max_length: 60 },
      { key: 'key', kind: 'text', label: label('admin.key'), help: label('admin.keyHelp'), required: true, max_length: 40 },
      { key: 'kind', kind: 'choice', label: label('admin.kind'), required: true, options: offered.map((k) => ({ value: k, label: label(`kind.${k}`) })), default: 'text' },
      { key: 'options', kind: 'long_text', label: label('admin.options'), help: label('admin.optionsHelp') },
      { key: 'target', kind: 'choice', label: label('admin.target'), options: objects.map((o) => ({ value: o.key, label: o.label })) },
      { key: 'max_length', kind: 'number', label: label('admin.maxLength'), min: 1, max: 4000 },
      { key: 'required', kind: 'boolean', label: label('admin.required') },
    ]
  }, [t, spec, objects])
  const form = useForm({
    fields,
    onSubmit: async (values) => {
      const { options, max_length: longest, required, ...rest } = values
      if (!isFieldKey(String(values.key))) throw problem('key', t('admin.badKey'))
      const input: Record<string, unknown> = { ...rest, object: object.key, required: Boolean(required) }
      if (values.kind === 'choice') {
        input.options = parseOptions(String(options ?? ''))
        if ((input.options as unknown[]).length === 0) throw problem('options', t('admin.needOptions'))
      }
      if (values.kind === 'text' && longest) input.max_length = Number(longest)
      if (values.kind !== 'reference') delete input.target
      await runAction('field.create', input, keyOf(input))
      await refreshAfter('field.create')
      tell(t('admin.fieldAdded', { object: pick(object.label), name: String(values.label_zh) }))
      onDone()
    },
  })
  const kind = form.values.kind
  const shown = fields.filter((f) => (f.key !== 'options' || kind === 'choice') && (f.key !== 'max_length' || kind === 'text') && (f.key !== 'target' || kind === 'reference'))
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }}>
      <FormFields form={form} sections={[{ fields: shown }]} columns={1} autoFocus />
      <Button type="primary" htmlType="submit" loading={form.busy} style={{ marginTop: 12 }}>{t('admin.addField')}</Button>
    </form>
  )
}
