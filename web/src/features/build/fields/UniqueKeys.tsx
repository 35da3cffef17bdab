import { Button } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DefinedObject } from '@/api/building'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, ObjectDef } from '@/api/types'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { useActionKey } from '@/kernel/actions/ActionDialog'
import { fieldOf, useCan } from '@/kernel/catalog'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick } from '@/lib/i18n'
import { canBeKey } from './shape'

/** Fields by which the records of an object are told apart, taken together. */
export function UniqueKeys({ object, defined }: { object: ObjectDef; defined: DefinedObject }) {
  const { t } = useTranslation()
  const can = useCan()
  const [adding, setAdding] = useState(false)
  const mayAdd = can('object.add_unique_key') && !object.archived
  const names = (fields: string[]) => fields.map((key) => pick(fieldOf(object, key)?.label) || key).join(' + ')
  return (
    <section className="stack" aria-label={t('build.uniqueKeys')}>
      <div className="row">
        <h3 className="grow">{t('build.uniqueKeys')}</h3>
        {mayAdd && !adding && <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('build.addUniqueKey')}</Button>}
      </div>
      <p className="muted small">{t('build.uniqueKeysHelp')}</p>
      {defined.unique_keys.length > 0 && (
        <ul className="plain-list">
          {defined.unique_keys.map(({ fields, state }) => (
            <li key={fields.join()} className="row">
              <span className="grow">{names(fields)}{state !== 'ready' && <span className={`note small${state === 'failed' ? ' warn' : ''}`}> {t(`build.uniqueState.${state}`)}</span>}</span>
              {can('object.remove_unique_key') && <ActionButton name="object.remove_unique_key" size="small" type="text" icon={<DeleteOutlined />} aria-label={t('build.allowRepeats', { name: names(fields) })} fixed={{ object: object.key, fields }} note={names(fields)}><></></ActionButton>}
            </li>
          ))}
        </ul>
      )}
      {adding && <NewKey object={object} onDone={() => setAdding(false)} />}
    </section>
  )
}

function NewKey({ object, onDone }: { object: ObjectDef; onDone: () => void }) {
  const { t } = useTranslation()
  const keyOf = useActionKey()
  const asked: FieldDef = { key: 'fields', kind: 'multi_choice', label: { zh: '字段', en: 'Fields' }, required: true, options: object.fields.filter(canBeKey).map((one) => ({ value: one.key, label: one.label })) } as FieldDef
  const form = useForm({
    fields: [asked],
    initial: {},
    onSubmit: async (values) => {
      const input = { object: object.key, fields: values.fields }
      await runAction('object.add_unique_key', input, keyOf(input))
      await refreshAfter('object.add_unique_key')
      onDone()
    },
  })
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }}>
      <FormFields form={form} sections={[{ fields: [asked] }]} columns={1} autoFocus />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={form.busy}>{t('build.addUniqueKey')}</Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
