import { Button, Drawer } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectDef } from '@/api/types'
import { useCan, useCatalog, useObject } from '@/kernel/catalog'
import { hasWords, pick } from '@/lib/i18n'
import { SplitPage } from '@/ui/SplitPage'
import { EmptyState } from '@/ui/states'
import { FieldForm } from './FieldForm'
import './admin.css'

function FieldTable({ object }: { object: ObjectDef }) {
  const { t } = useTranslation()
  const sorted = [...object.fields].sort((a, b) => Number(Boolean(b.custom)) - Number(Boolean(a.custom)))
  return (
    <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('admin.fields')}>
      <table className="sheet">
        <thead><tr><th>{t('common.field')}</th><th>{t('admin.key')}</th><th>{t('admin.kind')}</th><th>{t('admin.required')}</th><th>{t('admin.unique')}</th><th>{t('admin.sensitivity')}</th><th>{t('admin.access2')}</th><th>{t('admin.origin')}</th></tr></thead>
        <tbody>
          {sorted.map((field) => (
            <tr key={field.key}>
              <td>{pick(field.label)}</td><td><code>{field.key}</code></td><td>{hasWords(`kind.${field.kind}`) ? t(`kind.${field.kind}`) : field.kind}</td>
              <td>{field.required ? t('common.yes') : ''}</td><td>{field.unique ? t('common.yes') : ''}</td><td>{field.sensitivity ?? ''}</td>
              <td>{field.access ? t(`admin.access.${field.access}`) : ''}</td><td className="muted">{t(field.custom ? 'admin.custom' : 'admin.systemField')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Fields of each object; a new one is there at once in lists and forms. */
export function FieldsPage() {
  const { t } = useTranslation()
  const can = useCan()
  const navigate = useNavigate()
  const { objects } = useCatalog()
  const search = useSearch({ strict: false }) as { object?: string }
  const object = useObject(search.object)
  const [adding, setAdding] = useState(false)
  const open = (key: string | undefined) => void navigate({ to: '.', search: { object: key } as never })
  return (
    <SplitPage title={t('admin.fields')} open={Boolean(search.object)} onBack={() => open(undefined)}
      list={
        <ul>
          {objects.map((o) => (
            <li key={o.key}>
              <button type="button" className="plain split-item" aria-current={o.key === search.object} onClick={() => open(o.key)}>
                <span style={{ display: 'block', fontWeight: 500 }}>{pick(o.label)}</span>
                <span className="line2">{o.key} · {t('admin.fieldCount', { n: o.fields.length })}</span>
              </button>
            </li>
          ))}
        </ul>
      }
      detail={!object ? <EmptyState title={t('admin.chooseObject')} /> : (
        <div className="case-scroll">
          <div className="row row-wrap">
            <h2 className="grow" style={{ fontSize: 17 }}>{pick(object.label)}</h2>
            {can('field.create') && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('admin.addField')}</Button>}
          </div>
          {object.description && <p className="muted">{pick(object.description)}</p>}
          <FieldTable object={object} />
          {adding && (
            <Drawer open onClose={() => setAdding(false)} size={440} title={`${t('admin.addField')} · ${pick(object.label)}`}>
              <FieldForm object={object} onDone={() => setAdding(false)} />
            </Drawer>
          )}
        </div>
      )}
    />
  )
}
