import { Button, Modal } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionQuery, definitionsQuery, type Definition } from '@/api/building'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, Label } from '@/api/types'
import { findObject, useCatalog } from '@/kernel/catalog'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { freeName } from '../lists'

interface Named { object: string }
export interface DesignerProps<Body> { definitionKey: string; definition: Definition<Body>; onBack: () => void; onReplaced: () => void }
interface Props<Body> {
  kind: string
  title: string
  nameOf: (body: Body) => Label | string
  start: (object: string, name: Label) => Body
  design: (props: DesignerProps<Body>) => ReactNode
}

/** The definitions of a kind that belong to an object, and the designer of one. */
export function DefinitionsPage<Body extends Named>({ kind, title, nameOf, start, design }: Props<Body>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { key?: string }
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useQuery(definitionsQuery<Body>(kind))
  const open = (key: string | undefined) => void navigate({ to: '.', search: { key } as never })
  if (search.key) return <One key={search.key} kind={kind} definitionKey={search.key} design={design} onBack={() => open(undefined)} />
  const create = <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t('papers.create')}</Button>
  return (
    <div className="page">
      <div className="page-head"><h1 className="grow">{title}</h1>{create}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={6} /> : data.items.length === 0 ? <EmptyState title={t('papers.none')} action={create} /> : (
        <div className="panel scroll-x">
          <table className="sheet">
            <thead><tr><th>{t('papers.name')}</th><th>{t('papers.object')}</th><th>{t('papers.key')}</th><th>{t('papers.state')}</th></tr></thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={one.key}>
                  <td><Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => open(one.key)}>{pick(nameOf(one.body)) || one.key}</Button></td>
                  <td>{pick(findObject(one.body.object)?.label) || one.body.object}</td>
                  <td><code>{one.key}</code></td>
                  <td>{one.version !== null && <span className="status ok">{t('designer.version', { n: one.version })}</span>} {one.draft && <span className="status wait">{t('papers.draft')}</span>} {one.withdrawn && <span className="status none">{t('designer.withdrawn')}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {making && data && <NewOne kind={kind} taken={data.items.map((one) => one.key)} start={start} onClose={() => setMaking(false)} onDone={open} />}
    </div>
  )
}

function One<Body extends Named>({ kind, definitionKey, design, onBack }: { kind: string; definitionKey: string; design: Props<Body>['design']; onBack: () => void }) {
  const { data, error, refetch } = useQuery(definitionQuery<Body>(kind, definitionKey))
  // Counts what replaces the body from outside: a discarded draft, an older version.
  const [generation, setGeneration] = useState(0)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones lines={10} />
  return <div key={generation} className="designer-host">{design({ definitionKey, definition: data, onBack, onReplaced: () => setGeneration(generation + 1) })}</div>
}

function NewOne<Body extends Named>({ kind, taken, start, onClose, onDone }: { kind: string; taken: string[]; start: Props<Body>['start']; onClose: () => void; onDone: (key: string) => void }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const both = (key: string) => ({ zh: t(key), en: t(key) })
  const fields: FieldDef[] = [
    { key: 'name', kind: 'text', label: both('papers.name'), required: true, max_length: 40 },
    { key: 'object', kind: 'choice', label: both('papers.object'), required: true, options: objects.filter((one) => one.rights.read && !one.archived).map((one) => ({ value: one.key, label: one.label })) },
    { key: 'key', kind: 'text', label: both('papers.key'), required: true, max_length: 40, help: both('papers.keyHelp') },
  ]
  const form = useForm({
    fields,
    initial: { key: freeName(kind === 'print' ? 'print' : 'form', taken) },
    onSubmit: async (values) => {
      const key = String(values.key)
      // One that is there already is opened as it is.
      if (!taken.includes(key)) {
        await runAction('definition.save', { kind, key, body: start(String(values.object), { zh: String(values.name), en: String(values.name) }) })
        await refreshAfter('definition.save')
      }
      onClose()
      onDone(key)
    },
  })
  return (
    <Modal open title={t('papers.create')} onCancel={onClose} okText={t('papers.create')} confirmLoading={form.busy} onOk={() => void form.submit()} mask={{ closable: false }}>
      <FormFields form={form} sections={[{ fields }]} columns={1} autoFocus />
    </Modal>
  )
}
