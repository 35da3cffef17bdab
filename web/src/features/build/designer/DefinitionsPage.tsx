import { Button, Modal } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { bodyInWork, definitionQuery, definitionsQuery, type Definition } from '@/api/building'
import { ApiProblem, runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import type { FieldDef, Label } from '@/api/types'
import { useCatalog } from '@/kernel/catalog'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick, say } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { freeName } from '../lists'

export interface DesignerProps<Body> { definitionKey: string; definition: Definition<Body>; onBack: () => void; onReplaced: () => void }
interface Props<Body> {
  kind: string
  title: string
  /** What the button says that begins a new one, and what the kind is for, while there is none. */
  create?: string
  help?: string
  nameOf: (body: Body) => Label | string
  /** One more column that tells them apart. */
  about: { head: string; of: (body: Body) => ReactNode }
  /** Where a published one is opened. */
  address?: (key: string) => string
  /** Each belongs to an object, which is asked for. */
  ofObject?: boolean
  start: (name: Label, object: string) => Body
  design: (props: DesignerProps<Body>) => ReactNode
}

/** The definitions of a kind, and the designer of one. */
export function DefinitionsPage<Body>({ kind, title, create: words, help, nameOf, about, address, ofObject, start, design }: Props<Body>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { key?: string }
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useQuery(definitionsQuery<Body>(kind))
  const open = (key: string | undefined) => void navigate({ to: '.', search: { key } as never })
  if (search.key) return <One key={search.key} kind={kind} definitionKey={search.key} design={design} onBack={() => open(undefined)} />
  const create = <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{words ?? t('papers.create')}</Button>
  return (
    <div className="page">
      <div className="page-head" data-guide="page-head"><h1 className="grow">{title}</h1>{create}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={6} /> : data.items.length === 0 ? <EmptyState title={t('papers.none')} help={help} action={create} /> : (
        <div className="panel scroll-x">
          <table className="sheet">
            <thead><tr><th>{t('papers.name')}</th><th>{about.head}</th><th>{t('papers.key')}</th><th>{t('papers.state')}</th>{address && <th>{t('common.open')}</th>}</tr></thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={one.key}>
                  <td><Button type="link" size="small" style={{ paddingInline: 0 }} onClick={() => open(one.key)}>{pick(nameOf(one.body)) || one.key}</Button></td>
                  <td>{about.of(one.body)}</td>
                  <td><code>{one.key}</code></td>
                  <td>{one.version !== null && <span className="status ok">{t('designer.version', { n: one.version })}</span>} {one.draft && <span className="status wait">{t('papers.draft')}</span>} {one.withdrawn && <span className="status none">{t('designer.withdrawn')}</span>}</td>
                  {address && <td>{one.version !== null && <Link to={address(one.key)}>{address(one.key)}</Link>}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {making && data && <NewOne kind={kind} words={words} taken={data.items.map((one) => one.key)} ofObject={ofObject} start={start} onClose={() => setMaking(false)} onDone={open} />}
    </div>
  )
}

function One<Body>({ kind, definitionKey, design, onBack }: { kind: string; definitionKey: string; design: Props<Body>['design']; onBack: () => void }) {
  const { data, error, refetch } = useQuery(definitionQuery<Body>(kind, definitionKey))
  // Counts what replaces the body from outside: a discarded draft, an older version.
  const [generation, setGeneration] = useState(0)
  // One that was never published goes with its draft.
  const gone = data && !bodyInWork(data)
  const back = useEffectEvent(onBack)
  useEffect(() => { if (gone) back() }, [gone])
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || gone) return <Bones lines={10} />
  return <div key={generation} className="designer-host">{design({ definitionKey, definition: data, onBack, onReplaced: () => setGeneration(generation + 1) })}</div>
}

function NewOne<Body>({ kind, words, taken, ofObject, start, onClose, onDone }: Pick<Props<Body>, 'kind' | 'ofObject' | 'start'> & { words?: string; taken: string[]; onClose: () => void; onDone: (key: string) => void }) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const both = (key: string) => ({ zh: t(key), en: t(key) })
  const fields: FieldDef[] = [
    { key: 'name', kind: 'text', label: both('papers.name'), required: true, max_length: 40 },
    ...(ofObject ? [{ key: 'object', kind: 'choice', label: both('papers.object'), required: true, options: objects.filter((one) => one.rights.read && !one.archived).map((one) => ({ value: one.key, label: one.label })) }] : []),
    { key: 'key', kind: 'text', label: both('papers.key'), required: true, max_length: 40, help: both('papers.keyHelp') },
  ]
  const form = useForm({
    fields,
    initial: { key: freeName(kind === 'external_form' ? 'form' : kind, taken) },
    onSubmit: async (values) => {
      const key = String(values.key)
      if (taken.includes(key)) throw new ApiProblem(409, { detail: say('form.faults', { n: 1 }), errors: [{ pointer: '/key', code: 'definition.exists', message: say('papers.keyTaken') }] })
      await runAction('definition.save', { kind, key, body: start({ zh: String(values.name), en: String(values.name) }, String(values.object ?? '')) })
      await refreshAfter('definition.save')
      onClose()
      onDone(key)
    },
  })
  return (
    <Modal open title={words ?? t('papers.create')} onCancel={onClose} okText={words ?? t('papers.create')} confirmLoading={form.busy} onOk={() => void form.submit()} mask={{ closable: false }}>
      <FormFields form={form} sections={[{ fields }]} columns={1} autoFocus />
    </Modal>
  )
}
