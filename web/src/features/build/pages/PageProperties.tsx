import { Button, Checkbox, Input, Select } from 'antd'
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { rolesQuery, type Fault } from '@/api/building'
import type { PageBody, PageParameter } from '@/api/pages'
import { useCatalog } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { freeName } from '../lists'
import { NameProperties, Property } from './Property'

interface Props { body: PageBody; faults: Fault[]; change: (part: Partial<PageBody>, tag?: string) => void }
const KINDS: PageParameter['kind'][] = ['record', 'text', 'number', 'date', 'boolean']

/** The roles there are, to choose from. */
export function useRoles(): { value: string; label: string }[] {
  const { data } = useQuery(rolesQuery)
  return (data?.items ?? []).map((one) => ({ value: one.key, label: pick(one.label) }))
}

/** What can be said of the page itself: its name, who opens it, and what its address gives. */
export function PageProperties({ body, faults, change }: Props) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const roles = useRoles()
  const parameters = body.parameters ?? []
  const fault = (start: string) => faults.filter((one) => one.pointer === start || one.pointer.startsWith(`${start}/`)).map((one) => pick(one.message)).join(' ')
  const put = (at: number, part: Partial<PageParameter> | null, tag?: string) => change({ parameters: parameters.flatMap((one, i) => (i !== at ? [one] : part ? [{ ...one, ...part }] : [])) }, tag)
  return (
    <div className="stack-tight">
      <h3>{t('pageDesigner.thePage')}</h3>
      <NameProperties value={body.title} fault={fault('/title')} onChange={(title, tag) => change({ title }, tag)} />
      <Property label={t('pageDesigner.roles')} fault={fault('/roles')}>{(id) => <Select id={id} mode="multiple" value={body.roles ?? []} placeholder={t('pageDesigner.everybody')} options={roles} optionFilterProp="label" onChange={(next: string[]) => change({ roles: next })} />}</Property>
      <div className="property" role="group" aria-label={t('pageDesigner.parameters')}>
        <span className="property-label">{t('pageDesigner.parameters')}</span>
        {parameters.map((one, at) => (
          <div key={at} className="check">
            <div className="row">
              <Input size="small" value={one.key} aria-label={t('pageDesigner.parameterKey', { n: at + 1 })} onChange={(event) => put(at, { key: event.target.value }, `key:${at}`)} />
              <Select size="small" value={one.kind} aria-label={t('pageDesigner.parameterKind', { n: at + 1 })} style={{ width: 96 }} onChange={(kind) => put(at, { kind, object: kind === 'record' ? objects[0]?.key : undefined, default: undefined })} options={KINDS.map((kind) => ({ value: kind, label: t(`pageDesigner.parameterKinds.${kind}`) }))} />
              <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('designer.removeOf', { name: one.key })} onClick={() => put(at, null)} />
            </div>
            {one.kind === 'record' && <Select size="small" value={one.object} aria-label={t('pageDesigner.parameterObject', { n: at + 1 })} showSearch={{ optionFilterProp: 'label' }} onChange={(object) => put(at, { object })} options={objects.map((object) => ({ value: object.key, label: pick(object.label) }))} />}
            {one.kind === 'boolean' ? <Checkbox checked={one.default === true} onChange={(event) => put(at, { default: event.target.checked })}>{t('pageDesigner.default')}</Checkbox>
              : one.kind !== 'record' && <Input size="small" value={String(one.default ?? '')} placeholder={t('pageDesigner.default')} aria-label={t('pageDesigner.parameterDefault', { n: at + 1 })} onChange={(event) => put(at, { default: event.target.value || undefined }, `default:${at}`)} />}
            {fault(`/parameters/${at}`) && <div className="form-fault">{fault(`/parameters/${at}`)}</div>}
          </div>
        ))}
        <Button size="small" icon={<PlusOutlined />} style={{ alignSelf: 'flex-start' }} onClick={() => change({ parameters: [...parameters, { key: freeName('p', parameters.map((one) => one.key)), kind: 'text' }] })}>{t('pageDesigner.addParameter')}</Button>
      </div>
    </div>
  )
}
