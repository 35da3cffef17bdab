import { Button, Tabs, Tag } from 'antd'
import { EyeOutlined, ShareAltOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/client'
import { deleteRecord, recordQuery, refreshAfter } from '@/api/queries'
import type { ObjectDef, RecordRow, TabDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Boundary } from '@/ui/Boundary'
import { ask, tell, tellProblem } from '@/ui/notify'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { useMedia } from '@/ui/useMedia'
import { ActionBar } from '../actions/ActionBar'
import { usePrints } from '../actions/prints'
import { fieldOf, titleOf, useCan, useMe, useObject } from '../catalog'
import { Value } from '../fields/Value'
import { Duplicates } from './Duplicates'
import { EditableSections } from './EditableSections'
import { Figures } from './Facts'
import { FollowButton } from './FollowButton'
import { findExtra, findPanel } from './panels'
import { RelatedTab } from './RelatedTab'
import { isEditable, sectionsOf, tablesOf } from './sections'
import { Timeline } from './Timeline'
import { useEdits } from './useEdits'
import { objectFor, onlyRead } from '../rights/allowed'
import { startPreview } from '../rights/preview'
import { SharePanel } from '../rights/SharePanel'
import './detail.css'

export function DetailPage() {
  const { object: key, id } = useParams({ strict: false }) as { object: string; id: string }
  const object = useObject(key)
  const { data: record, error, refetch } = useQuery({ ...recordQuery(key, id, object ? tablesOf(object) : []), enabled: Boolean(object) })
  if (!object) return <ErrorState error={new ApiProblem(403, {})} />
  if (error && !record) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!record) return <Bones lines={12} height={480} />
  return <Detail key={`${key}:${id}`} object={objectFor(object, record)} record={record} />
}

function Panel({ tab, object, record }: { tab: TabDef; object: ObjectDef; record: RecordRow }) {
  const { t } = useTranslation()
  if (tab.object) return <RelatedTab tab={tab} record={record} />
  const Part = findPanel(tab.panel ?? '')
  if (!Part) return <EmptyState title={t('detail.panelUnknown', { name: pick(tab.label) })} tight />
  return <Boundary><Suspense fallback={<Bones lines={5} />}><Part object={object} record={record} /></Suspense></Boundary>
}

function Detail({ object, record }: { object: ObjectDef; record: RecordRow }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as { tab?: string; edit?: string }
  const aside = useMedia('(min-width: 1100px)')
  const edits = useEdits(object, record)
  const can = useCan()
  const me = useMe()
  const title = titleOf(object, record)
  const prints = usePrints(object)
  const name = pick(object.label)
  const status = object.detail.status ? fieldOf(object, object.detail.status) : undefined
  const Extra = findExtra(object.key)

  const [sharing, setSharing] = useState(false)
  const asked = useRef(false)
  useEffect(() => {
    if (search.edit !== '1' || asked.current) return
    asked.current = true
    edits.start(sectionsOf(object).flatMap((s) => s.fields).filter((f) => isEditable(object, f)).map((f) => f.key))
  }, [search.edit, edits, object])

  const remove = async () => {
    if (!(await ask(t('common.delete'), t(object.recycle_bin ? 'detail.binConfirm' : 'detail.deleteConfirm', { name, title }), t('common.delete'), true))) return
    try {
      await deleteRecord(object.key, record.id)
      tell(t('detail.deleted', { name, title }))
      await navigate({ to: '/o/$object', params: { object: object.key } as never })
      await refreshAfter('record.delete')
    } catch (error) {
      tellProblem(error)
    }
  }
  const tabs = [
    { key: 'overview', label: t('detail.overview'), children: <EditableSections object={object} record={record} edits={edits} /> },
    ...(object.detail.tabs ?? []).map((tab) => ({ key: tab.key, label: pick(tab.label), children: <Panel tab={tab} object={object} record={record} /> })),
    ...(aside ? [] : [{ key: 'timeline', label: t('detail.timeline'), children: <Timeline object={object} id={record.id} /> }]),
  ]
  const current = tabs.some((tab) => tab.key === search.tab) ? search.tab! : 'overview'
  return (
    <div className="page detail">
      <header className="detail-head">
        <Link to="/o/$object" params={{ object: object.key } as never} className="small">{pick(object.label_plural)}</Link>
        <div className="row row-wrap">
          <h1 className="ellipsis" style={{ maxWidth: '100%' }}>{title}</h1>
          {status && <Value field={status} record={record} />}
          {onlyRead(record) && <Tag icon={<EyeOutlined />}>{t('sharing.onlyRead')}</Tag>}
          <span className="grow" />
          {(can('record.share') || object.shared) && <Button icon={<ShareAltOutlined />} onClick={() => setSharing(true)}>{t('sharing.share')}</Button>}
          <FollowButton object={object.key} id={record.id} />
          <ActionBar object={object} record={record} extra={[
            ...prints([record.id]),
            ...(me.rights?.includes('audit.read') || can('role.set_grants') ? [{ key: 'access', label: t('access.title'), onClick: () => void navigate({ to: '/admin/access', search: { object: object.key, record_id: record.id } as never }) }] : []),
            ...(object.key === 'user' && record.id !== me.user.id && me.rights?.includes('preview.start') ? [{ key: 'preview', label: t('preview.user'), onClick: () => void startPreview({ user_id: record.id }) }] : []),
            ...(object.rights.delete ? [{ key: 'delete', label: t('common.delete'), danger: true, onClick: () => void remove() }] : []),
          ]} />
        </div>
        {(object.detail.figures?.length ?? 0) > 0 && <div className="panel panel-pad" style={{ marginTop: 12 }}><Figures object={object} record={record} /></div>}
      </header>
      <div className={aside ? 'detail-columns' : undefined}>
        <div className="detail-main">
          {object.recycle_bin && object.rights.update && object.rights.delete && can('record.merge') && <Duplicates object={object} record={record} />}
          {Extra && <div className="detail-extra"><Boundary><Suspense fallback={<Bones lines={4} />}><Extra object={object} record={record} /></Suspense></Boundary></div>}
          <Tabs activeKey={current} destroyOnHidden items={tabs} onChange={(tab) => void navigate({ to: '.', search: { tab: tab === 'overview' ? undefined : tab } as never, replace: true })} />
        </div>
        {aside && (
          <aside className="panel panel-pad detail-aside" aria-label={t('detail.timeline')}>
            <h2 style={{ marginBottom: 8 }}>{t('detail.timeline')}</h2>
            <Timeline object={object} id={record.id} />
          </aside>
        )}
      </div>
      {sharing && <SharePanel object={object} record={record} onClose={() => setSharing(false)} />}
    </div>
  )
}
