import { Modal, Select } from 'antd'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionsQuery } from '@/api/building'
import { exportUrl } from '@/api/packages'
import { recordsQuery } from '@/api/queries'
import type { FieldDef } from '@/api/types'
import { useCatalog, useObject } from '@/kernel/catalog'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick } from '@/lib/i18n'

const KINDS = ['page', 'process', 'decision', 'print', 'external_form', 'template', 'menu'] as const

/** Chosen definitions as a zip of readable files; an object comes with its fields and layout. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const roleObject = useObject('role')
  const roles = useQuery({ ...recordsQuery('role', { limit: 200 }), enabled: Boolean(roleObject?.rights.read) })
  const kinds = useQueries({ queries: KINDS.map((kind) => definitionsQuery(kind)) })
  const [chosen, setChosen] = useState<{ objects: string[]; definitions: string[]; roles: string[] }>({ objects: [], definitions: [], roles: [] })
  const asked: FieldDef[] = [
    { key: 'label', kind: 'text', label: { zh: t('packages.name'), en: t('packages.name') }, required: true, max_length: 60 },
    { key: 'key', kind: 'text', label: { zh: t('packages.key'), en: t('packages.key') }, required: true, max_length: 40, help: { zh: t('packages.keyHelp'), en: t('packages.keyHelp') } },
    { key: 'version', kind: 'number', label: { zh: t('packages.version'), en: t('packages.version') }, required: true, min: '1', default: 1 },
  ]
  const form = useForm({
    fields: asked,
    onSubmit: (values) => {
      window.location.assign(exportUrl(String(values.key), Number(values.version), String(values.label), chosen.objects, chosen.definitions, chosen.roles))
      onClose()
      return Promise.resolve()
    },
  })
  const definitions = kinds.flatMap(({ data }, at) => (data?.items ?? []).filter((one) => one.version !== null).map((one) => ({ value: `${KINDS[at]}:${one.key}`, label: `${t(`packages.parts.${KINDS[at]}`)} · ${one.key}` })))
  const select = (part: keyof typeof chosen, options: { value: string; label: string }[]) => (
    <div>
      <label htmlFor={`export-${part}`}>{t(`packages.choose.${part}`)}</label>
      <Select id={`export-${part}`} mode="multiple" optionFilterProp="label" value={chosen[part]} onChange={(next: string[]) => setChosen({ ...chosen, [part]: next })} options={options} style={{ width: '100%' }} />
    </div>
  )
  const any = chosen.objects.length + chosen.definitions.length + chosen.roles.length > 0
  return (
    <Modal open title={t('packages.exportTitle')} onCancel={onClose} onOk={() => void form.submit()} okText={t('packages.export')} okButtonProps={{ disabled: !any }} width={640}>
      <FormFields form={form} sections={[{ fields: asked }]} columns={1} autoFocus />
      <div className="stack">
        {select('objects', objects.map((one) => ({ value: one.key, label: `${pick(one.label)} · ${one.key}` })))}
        {select('definitions', definitions)}
        {select('roles', (roles.data?.items ?? []).map((one) => ({ value: String(one.key), label: String(one.name) })))}
      </div>
    </Modal>
  )
}
