import { Input, Select, Tag } from 'antd'
import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { explanationQuery, rightsObjectsQuery, viewersQuery, type Explanation } from '@/api/rights'
import { Input as UserInput } from '@/kernel/fields/user/Input'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import './admin.css'

interface Asked { object?: string; record_id?: string; user?: string; field?: string }
const NOTHING = { zh: '', en: '' }

/** Who sees a record, and why somebody does or does not. What is asked stands in the address bar. */
export function AccessPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const asked = useSearch({ strict: false }) as Asked
  const put = (part: Asked) => void navigate({ to: '.', search: { ...asked, ...part } as never, replace: true })
  const { data, error, refetch } = useQuery(rightsObjectsQuery)
  const who = useQuery({ ...explanationQuery(asked), enabled: Boolean(asked.object && asked.user) })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const object = data?.items.find((one) => one.key === asked.object)
  return (
    <div className="page stack">
      <div className="page-head" data-guide="page-head"><h1>{t('access.title')}</h1><span className="muted small">{t('access.help')}</span></div>
      <div className="row row-wrap">
        <Select showSearch={{ optionFilterProp: 'label' }} style={{ width: 200 }} allowClear placeholder={t('access.object')} aria-label={t('access.object')} value={asked.object}
          onChange={(key?: string) => put({ object: key, record_id: undefined, field: undefined })} options={data?.items.map((one) => ({ value: one.key, label: pick(one.label) }))} />
        <Input key={asked.record_id} style={{ width: 320 }} allowClear placeholder={t('access.record')} aria-label={t('access.record')} defaultValue={asked.record_id} disabled={!asked.object}
          onBlur={(e) => put({ record_id: recordIn(e.target.value) })} onPressEnter={(e) => put({ record_id: recordIn(e.currentTarget.value) })} onClear={() => put({ record_id: undefined })} />
        <div style={{ width: 200 }}><label htmlFor="access-user" className="visually-hidden">{t('access.user')}</label><UserInput id="access-user" field={{ key: 'user', kind: 'user', label: NOTHING }} value={asked.user ?? null} label={who.data?.user.name} onChange={(user) => put({ user: (user as string | null) ?? undefined })} /></div>
        <Select showSearch={{ optionFilterProp: 'label' }} style={{ width: 200 }} allowClear disabled={!object} placeholder={t('access.field')} aria-label={t('access.field')} value={asked.field}
          onChange={(field?: string) => put({ field })} options={object?.fields.map((one) => ({ value: one.key, label: pick(one.label) }))} />
      </div>
      {asked.object && asked.user ? <Why asked={asked} /> : null}
      {asked.object && asked.record_id ? <Viewers object={asked.object} id={asked.record_id} chosen={asked.user} onChoose={(user) => put({ user })} /> : !asked.user && <div className="panel"><EmptyState title={t('access.start')} help={t('access.startHelp')} /></div>}
    </div>
  )
}

/** A record's id, also out of the address of its page. */
const recordIn = (text: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0] ?? (text.trim() || undefined)

function Why({ asked }: { asked: Asked }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(explanationQuery(asked))
  if (error) return <div className="panel"><ErrorState error={error} onRetry={() => void refetch()} tight /></div>
  if (!data) return <Bones lines={4} />
  return (
    <section className="panel panel-pad stack" aria-live="polite">
      <h2 className="section-title">{t(data.read && data.field !== 'hidden' ? 'access.sees' : 'access.seesNot', { name: data.user.name })}</h2>
      <div className="row row-wrap">{(['read', 'create', 'update', 'delete'] as const).filter((verb) => verb !== 'create' || !asked.record_id).map((verb) => <Tag key={verb} color={data[verb] ? 'green' : 'default'}>{t(data[verb] ? 'access.may' : 'access.mayNot', { verb: t(`admin.${verb}`) })}</Tag>)}
        {data.field && <Tag color={data.field === 'hidden' || data.field === 'masked' ? 'orange' : 'green'}>{t('access.fieldIs', { access: t(`admin.access.${data.field}`) })}</Tag>}</div>
      {(['object', 'record', 'field'] as const).map((about) => <Reasons key={about} about={about} reasons={data.reasons} />)}
    </section>
  )
}

function Reasons({ about, reasons }: { about: string; reasons: Explanation['reasons'] }) {
  const { t } = useTranslation()
  const mine = reasons.filter((one) => one.about === about)
  if (mine.length === 0) return null
  return (
    <div>
      <h3 className="small muted">{t(`access.about.${about}`)}</h3>
      <ul>{mine.map((one, at) => <li key={at} className="row" style={{ padding: '3px 0' }}><span className={one.holds ? 'tone-ok' : 'muted'} aria-label={t(one.holds ? 'access.for' : 'access.against')}>{one.holds ? <CheckCircleOutlined /> : <CloseCircleOutlined />}</span> <span>{pick(one.text)}</span></li>)}</ul>
    </div>
  )
}

function Viewers({ object, id, chosen, onChoose }: { object: string; id: string; chosen?: string; onChoose: (user: string) => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(viewersQuery(object, id))
  if (error) return <div className="panel"><ErrorState error={error} onRetry={() => void refetch()} tight /></div>
  if (!data) return <Bones lines={4} />
  return (
    <section className="panel panel-pad">
      <h2 className="section-title">{t('access.viewers', { count: data.items.length })}</h2>
      {data.items.length === 0 ? <EmptyState title={t('access.nobody')} tight /> : (
        <table className="sheet">
          <thead><tr><th>{t('access.user')}</th><th>{t('access.by')}</th><th>{t('access.can')}</th></tr></thead>
          <tbody>{data.items.map((one) => (
            <tr key={one.id} aria-selected={one.id === chosen}>
              <td><button type="button" className="plain link" onClick={() => onChoose(one.id)}>{one.name}</button></td>
              <td>{t(`access.by_${one.by}`)}</td><td>{t(one.update ? 'sharing.access.write' : 'sharing.access.read')}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
    </section>
  )
}
