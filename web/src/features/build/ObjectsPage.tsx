import { Input } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectDef } from '@/api/types'
import { ActionButton } from '@/kernel/actions/ActionButton'
import { useCatalog } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { SplitPage } from '@/ui/SplitPage'
import { EmptyState } from '@/ui/states'
import { IconInput } from './IconInput'
import { ObjectPage } from './ObjectPage'
import './build.css'

const EDITORS = { icon: IconInput }

/** The objects there are, own ones first, and what each is made of. */
export function ObjectsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { objects } = useCatalog()
  const search = useSearch({ strict: false }) as { object?: string; tab?: string }
  const [q, setQ] = useState('')
  const object = objects.find((one) => one.key === search.object)
  const open = (key: string | undefined, tab?: string) => void navigate({ to: '.', search: { object: key, tab } as never })
  const found = objects.filter((one) => `${one.key} ${one.label.zh} ${one.label.en}`.toLowerCase().includes(q.trim().toLowerCase()))
  const groups: [string, ObjectDef[]][] = [
    ['build.custom', found.filter((one) => one.custom && !one.archived)],
    ['build.system', found.filter((one) => !one.custom)],
    ['build.archived', found.filter((one) => one.archived)],
  ]
  const page = object && <ObjectPage key={object.key} object={object} tab={search.tab ?? 'fields'} onTab={(tab) => open(object.key, tab)} onBack={search.tab === 'layout' ? () => open(object.key) : undefined} onGone={() => open(undefined)} />
  // A designer takes the whole width.
  if (page && search.tab === 'layout') return page
  return (
    <SplitPage title={t('build.objects')} open={Boolean(object)} onBack={() => open(undefined)}
      tools={
        <ActionButton name="object.create" type="primary" size="small" icon={<PlusOutlined />} editors={EDITORS} onDone={(result) => open(String(result.object))} />
      }
      list={
        <>
          <div style={{ padding: '4px 16px 8px' }}><Input value={q} onChange={(event) => setQ(event.target.value)} placeholder={t('build.find')} aria-label={t('build.find')} allowClear /></div>
          {found.length === 0 && <EmptyState title={t('build.noFound')} tight />}
          {groups.filter(([, list]) => list.length > 0).map(([words, list]) => (
            <section key={words} aria-label={t(words)}>
              <h2 className="list-group">{t(words)}</h2>
              <ul>
                {list.map((one) => (
                  <li key={one.key}>
                    <button type="button" className="plain split-item" aria-current={one.key === search.object} onClick={() => open(one.key, search.tab)}>
                      <span style={{ display: 'block', fontWeight: 500 }}>{pick(one.label)}</span>
                      <span className="line2">{one.key} · {t('admin.fieldCount', { count: one.fields.length })}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </>
      }
      detail={page ?? <EmptyState title={t('build.choose')} />}
    />
  )
}
