import { Button, Modal } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { definitionsQuery } from '@/api/building'
import { runAction } from '@/api/client'
import type { PageBody } from '@/api/pages'
import { refreshAfter } from '@/api/queries'
import type { FieldDef } from '@/api/types'
import { FormFields } from '@/kernel/form/FormFields'
import { useForm } from '@/kernel/form/useForm'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { freeName } from '../lists'
import { PageDesigner } from './PageDesigner'

/** The pages there are, and the designer of one. */
export function PagesPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { page?: string }
  const [making, setMaking] = useState(false)
  const { data, error, refetch } = useQuery(definitionsQuery<PageBody>('page'))
  const open = (page: string | undefined) => void navigate({ to: '.', search: { page } as never })
  if (search.page) return <PageDesigner key={search.page} pageKey={search.page} onBack={() => open(undefined)} />
  const create = <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t('pageDesigner.create')}</Button>
  return (
    <div className="page">
      <div className="page-head" data-guide="page-head"><h1 className="grow">{t('pageDesigner.pages')}</h1>{create}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <Bones lines={6} /> : data.items.length === 0 ? <EmptyState title={t('pageDesigner.none')} help={t('pageDesigner.noneHelp')} action={create} /> : (
        <div className="panel scroll-x">
          <table className="sheet">
            <thead><tr><th>{t('pageDesigner.title')}</th><th>{t('pageDesigner.key')}</th><th>{t('pageDesigner.blocks')}</th><th>{t('pageDesigner.state')}</th><th>{t('common.open')}</th></tr></thead>
            <tbody>
              {data.items.map((one) => (
                <tr key={one.key}>
                  <td><Link to="/admin/pages" search={{ page: one.key } as never}>{pick(one.body.title) || one.key}</Link></td>
                  <td><code>{one.key}</code></td>
                  <td>{one.body.blocks?.length ?? 0}</td>
                  <td>{one.version !== null && <span className="status ok">{t('designer.version', { n: one.version })}</span>} {one.draft && <span className="status wait">{t('pageDesigner.draft')}</span>} {one.withdrawn && <span className="status none">{t('designer.withdrawn')}</span>}</td>
                  <td>{one.version !== null && <Link to="/p/$key" params={{ key: one.key } as never}>/p/{one.key}</Link>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {making && data && <NewPage taken={data.items.map((one) => one.key)} onClose={() => setMaking(false)} onDone={open} />}
    </div>
  )
}

function NewPage({ taken, onClose, onDone }: { taken: string[]; onClose: () => void; onDone: (key: string) => void }) {
  const { t } = useTranslation()
  const fields: FieldDef[] = [
    { key: 'title', kind: 'text', label: { zh: t('pageDesigner.title'), en: t('pageDesigner.title') }, required: true, max_length: 40 },
    { key: 'key', kind: 'text', label: { zh: t('pageDesigner.key'), en: t('pageDesigner.key') }, required: true, max_length: 40, help: { zh: t('pageDesigner.keyHelp'), en: t('pageDesigner.keyHelp') } },
  ]
  const form = useForm({
    fields,
    initial: { key: freeName('page', taken) },
    onSubmit: async (values) => {
      const key = String(values.key)
      // A page that is there already is opened as it is.
      if (!taken.includes(key)) {
        await runAction('definition.save', { kind: 'page', key, body: { title: { zh: String(values.title), en: '' }, blocks: [] } })
        await refreshAfter('definition.save')
      }
      onClose()
      onDone(key)
    },
  })
  return (
    <Modal open title={t('pageDesigner.create')} onCancel={onClose} okText={t('pageDesigner.create')} confirmLoading={form.busy} onOk={() => void form.submit()} mask={{ closable: false }}>
      <FormFields form={form} sections={[{ fields }]} columns={1} autoFocus />
    </Modal>
  )
}
