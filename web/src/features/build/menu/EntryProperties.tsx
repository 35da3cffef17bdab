import { Button, Input, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { definitionsQuery, type Fault } from '@/api/building'
import type { PageBody } from '@/api/pages'
import { useCatalog } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { IconInput } from '../IconInput'
import { NameProperties, Property } from '../pages/Property'
import { useRoles } from '../pages/PageProperties'
import { retarget, TARGETS, targetOf, type MenuBody, type MenuEntry } from './body'

const search = { optionFilterProp: 'label' }

export function usePages(): { value: string; label: string }[] {
  const { data } = useQuery(definitionsQuery<PageBody>('page'))
  return (data?.items ?? []).filter((one) => !one.withdrawn).map((one) => ({ value: one.key, label: pick(one.body.title) || one.key }))
}

interface Props { entry: MenuEntry; faults: Fault[]; change: (part: Partial<MenuEntry>, tag?: string) => void; onRemove: () => void }

/** What can be said of one entry of the menu. */
export function EntryProperties({ entry, faults, change, onRemove }: Props) {
  const { t } = useTranslation()
  const { objects } = useCatalog()
  const pages = usePages()
  const roles = useRoles()
  const target = targetOf(entry)
  const label = typeof entry.label === 'string' ? { zh: entry.label, en: '' } : entry.label
  const told = faults.map((one) => pick(one.message)).join(' ')
  const paths = [...Object.entries(t('menuEditor.installed', { returnObjects: true })).map(([value, label]) => ({ value, label })), ...objects.map((one) => ({ value: `/o/${one.key}`, label: pick(one.label_plural) }))]
  return (
    <div className="stack-tight">
      <h3>{pick(entry.label)} <code className="muted small">{entry.key}</code></h3>
      {told && <div className="form-fault" role="alert">{told}</div>}
      <NameProperties value={label} onChange={(next, tag) => change({ label: next }, tag)} />
      <Property label={t('menuEditor.leadsTo')}>{(id) => <Select id={id} value={target} disabled={Boolean(entry.items?.length)} onChange={(next) => change(retarget(entry, next))} options={TARGETS.map((one) => ({ value: one, label: t(`menuEditor.targets.${one}`) }))} />}</Property>
      {target === 'object' && <Property label={t('pageDesigner.object')}>{(id) => <Select id={id} value={entry.object || undefined} showSearch={search} onChange={(object) => change({ object })} options={objects.map((one) => ({ value: one.key, label: pick(one.label) }))} />}</Property>}
      {target === 'page' && <Property label={t('pageDesigner.page')}>{(id) => <Select id={id} value={entry.page || undefined} showSearch={search} onChange={(page) => change({ page })} options={pages} notFoundContent={t('pageDesigner.none')} />}</Property>}
      {target === 'path' && <Property label={t('menuEditor.targets.path')}>{(id) => <Select id={id} value={entry.path || undefined} showSearch={search} onChange={(path) => change({ path })} options={paths} />}</Property>}
      {target === 'url' && <Property label={t('pageDesigner.address')}>{(id) => <Input id={id} value={entry.url} placeholder="https://" onChange={(event) => change({ url: event.target.value }, 'url')} />}</Property>}
      {target !== 'items' && <Property label={t('menuEditor.icon')}>{(id) => <IconInput id={id} value={entry.icon} onChange={(icon) => change({ icon: (icon as string | null) ?? undefined })} />}</Property>}
      <Property label={t('menuEditor.roles')}>{(id) => <Select id={id} mode="multiple" value={entry.roles ?? []} placeholder={t(target === 'path' ? 'menuEditor.byGrant' : 'menuEditor.byRight')} options={roles} optionFilterProp="label" onChange={(next: string[]) => change({ roles: next })} />}</Property>
      <Button danger onClick={onRemove} style={{ alignSelf: 'flex-start' }}>{t('menuEditor.remove')}</Button>
    </div>
  )
}

/** Which page is the home of which role. */
export function Homes({ body, faults, change }: { body: MenuBody; faults: Fault[]; change: (homes: Record<string, string>) => void }) {
  const { t } = useTranslation()
  const roles = useRoles()
  const pages = usePages()
  const homes = body.homes ?? {}
  return (
    <div className="stack-tight">
      <h3>{t('menuEditor.homes')}</h3>
      <p className="muted small">{t('menuEditor.homesHelp')}</p>
      {roles.map((role) => (
        <Property key={role.value} label={role.label} fault={faults.filter((one) => one.pointer === `/homes/${role.value}`).map((one) => pick(one.message)).join(' ')}>
          {(id) => <Select id={id} size="small" allowClear value={homes[role.value]} placeholder={t('menuEditor.installed./')} options={pages} notFoundContent={t('pageDesigner.none')}
            onChange={(page: string | undefined) => change(Object.fromEntries([...Object.entries(homes).filter(([key]) => key !== role.value), ...(page ? [[role.value, page] as const] : [])]))} />}
        </Property>
      ))}
    </div>
  )
}
