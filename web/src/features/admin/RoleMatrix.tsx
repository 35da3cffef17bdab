import { Button, Checkbox, Input, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { waits } from '@/api/rights'
import { recordsQuery, refreshAfter } from '@/api/queries'
import { rightsObjectsQuery } from '@/api/rights'
import type { Catalog, Label, RecordRow } from '@/api/types'
import { titleOf, useCan, useCatalog, useObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { readDraft, writeDraft } from '@/lib/storage'
import { ask, tell } from '@/ui/notify'
import { useBusy } from '@/ui/useBusy'
import { GrantsDiff } from './GrantsDiff'
import { RoleTools } from './RoleTools'
import { ACCESS, changeCount, grantsOf, RIGHTS, SCOPES, setAction, setField, setObject, type Grants } from './grants'

interface Named { key: string; label: Label; fields: { key: string; label: Label }[] }

function FieldRights({ object, grants, onChange, disabled }: { object: Named; grants: Grants; onChange: (next: Grants) => void; disabled: boolean }) {
  const { t } = useTranslation()
  const set = grants.objects[object.key]?.fields ?? {}
  return (
    <div className="field-rights">
      {object.fields.map((field) => (
        <div key={field.key} className="row">
          <label htmlFor={`access-${object.key}-${field.key}`} className="grow ellipsis">{pick(field.label)}</label>
          <Select id={`access-${object.key}-${field.key}`} size="small" style={{ width: 96 }} disabled={disabled} value={set[field.key] ?? ''}
            onChange={(value) => onChange(setField(grants, object.key, field.key, value || null))}
            options={[{ value: '', label: t('admin.defaultAccess') }, ...ACCESS.map((a) => ({ value: a, label: t(`admin.access.${a}`) }))]} />
        </div>
      ))}
    </div>
  )
}

/** What every action is called, also those this administrator may not call; the server tells it to who gives rights. */
const useActionLabels = () => (useCatalog() as Catalog & { action_labels?: Record<string, Label> }).action_labels ?? {}

export function RoleMatrix({ role }: { role: RecordRow }) {
  const { t } = useTranslation()
  const can = useCan()
  const roleObject = useObject('role')
  const { data: known } = useQuery(rightsObjectsQuery)
  const { objects } = useCatalog()
  const labels = useActionLabels()
  const before = grantsOf(role.grants)
  // Kept as a draft while other roles are looked at; one of an older version of the role is not taken up again.
  const draft = `role:${role.id}:${role.version}`
  const [grants, setGrants] = useState<Grants>(() => readDraft<Grants>(draft) ?? before)
  const [open, setOpen] = useState<string | null>(null)
  const [find, setFind] = useState('')
  const [busy, during] = useBusy()
  const locked = !can('role.set_grants')
  const changed = changeCount(before, grants)
  useEffect(() => { writeDraft(draft, changed > 0 ? grants : null) }, [draft, grants, changed])
  const name = roleObject ? titleOf(roleObject, role) : String(role.name ?? '')
  // Objects and actions this administrator has no right to still are rights of roles: shown by their key.
  const all = useQuery(recordsQuery('role', { limit: 200 })).data?.items.map((one) => grantsOf(one.grants)) ?? [before]
  const objectsByName: Named[] = known?.items ?? objects
  const unseen = [...new Set(all.flatMap((one) => Object.keys(one.objects)))].sort().filter((key) => !objectsByName.some((o) => o.key === key))
  const rows = [...unseen.map((key) => ({ key, label: t(key === '*' ? 'admin.anyObject' : 'admin.anyCustom'), object: null as Named | null })), ...objectsByName.map((o) => ({ key: o.key, label: pick(o.label), object: o as Named | null }))]
    .filter((row) => `${row.label} ${row.key}`.toLowerCase().includes(find.trim().toLowerCase()))
  const save = async () => {
    if (!(await ask(t('admin.saveGrants'), <GrantsDiff before={before} after={grants} objects={objectsByName} actions={labels} />, t('admin.saveGrants')))) return
    await during(async () => {
      const result = await runAction('role.set_grants', { role_id: role.id, grants })
      await refreshAfter('role.set_grants')
      if (waits(result)) setGrants(before)
      else tell(t('admin.grantsSaved', { name }))
    })
  }
  return (
    <>
      <div className="case-scroll">
        <div className="row row-wrap">
          <h2 className="grow" style={{ fontSize: 17 }}>{name}</h2>
          <RoleTools role={role} before={before} locked={locked} onCopy={setGrants} />
          <Input allowClear style={{ width: 200 }} value={find} onChange={(e) => setFind(e.target.value)} placeholder={t('admin.searchObject')} aria-label={t('admin.searchObject')} />
        </div>
        <div className="panel scroll-x" tabIndex={0} role="region" aria-label={t('admin.roles')}>
          <table className="sheet matrix">
            <thead><tr><th>{t('admin.object')}</th>{RIGHTS.map((r) => <th key={r}>{t(`admin.${r}`)}</th>)}<th>{t('admin.scope')}</th><th>{t('admin.fieldRights')}</th></tr></thead>
            <tbody>
              {rows.map(({ key, label, object }) => {
                const grant = grants.objects[key] ?? {}
                const special = Object.keys(grant.fields ?? {}).length
                return (
                  <Fragment key={key}>
                    <tr>
                      <td>{label} {key !== label && <span className="muted small">{key}</span>}</td>
                      {RIGHTS.map((right) => (
                        <td key={right}><Checkbox disabled={locked} checked={Boolean(grant[right])} aria-label={`${label} ${t(`admin.${right}`)}`} onChange={(e) => setGrants(setObject(grants, key, { [right]: e.target.checked }))} /></td>
                      ))}
                      <td><Select size="small" style={{ width: 168 }} disabled={locked || !grant.read} value={grant.read ? grant.scope : undefined} aria-label={`${label} ${t('admin.scope')}`} onChange={(scope) => setGrants(setObject(grants, key, { scope }))} options={SCOPES.map((s) => ({ value: s, label: t(`admin.scopes.${s}`) }))} /></td>
                      <td>{object && <Button size="small" type="link" aria-expanded={open === key} aria-label={t('admin.editFields', { name: label })} onClick={() => setOpen(open === key ? null : key)}>{special > 0 ? t('admin.fieldsOf', { n: special }) : t('admin.defaultAccess')}</Button>}</td>
                    </tr>
                    {open === key && object && <tr><td colSpan={7} className="wrap"><FieldRights object={object} grants={grants} onChange={setGrants} disabled={locked} /></td></tr>}
                  </Fragment>
                )
              })}
            </tbody>
          </table>
        </div>
        <section className="panel panel-pad">
          <h2 className="section-title">{t('admin.actionRights')}</h2>
          <ActionRights grants={grants} onChange={setGrants} locked={locked} names={[...new Set([...Object.keys(labels), ...all.flatMap((one) => one.actions)])].sort()} />
        </section>
      </div>
      {!locked && (
        <div className="case-foot">
          <div className="row">
            <span className="grow muted">{changed > 0 ? t('admin.changedRights', { count: changed }) : ''}</span>
            <Button disabled={changed === 0} onClick={() => setGrants(before)}>{t('common.discard')}</Button>
            <Button type="primary" disabled={changed === 0} loading={busy} onClick={() => void save()}>{t('admin.saveGrants')}</Button>
          </div>
        </div>
      )}
    </>
  )
}

function ActionRights({ grants, onChange, names, locked }: { grants: Grants; onChange: (next: Grants) => void; names: string[]; locked: boolean }) {
  const labels = useActionLabels()
  const allowed = new Set(grants.actions)
  const label = (name: string) => pick(labels[name])
  return (
    <div className="field-rights">
      {names.map((name) => (
        <Checkbox key={name} disabled={locked} checked={allowed.has(name)} onChange={(e) => onChange(setAction(grants, name, e.target.checked))}>
          {label(name) ? <>{label(name)} <span className="muted small">{name}</span></> : name}
        </Checkbox>
      ))}
    </div>
  )
}
