import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordQuery, recordsQuery } from '@/api/queries'
import type { ActionSpec, ObjectDef, TabDef } from '@/api/types'
import { ActionBar } from '@/kernel/actions/ActionBar'
import { useActionForm } from '@/kernel/actions/ActionDialog'
import { fieldOf, titleOf, useAction, useCan, useObject } from '@/kernel/catalog'
import { Facts, Figures } from '@/kernel/detail/Facts'
import { Value } from '@/kernel/fields/Value'
import { FormFields } from '@/kernel/form/FormFields'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import type { RecordRow } from '@/api/types'
import '@/kernel/list/list.css'
import '@/kernel/detail/detail.css'

function QuickForm({ action, record }: { action: ActionSpec; record: RecordRow }) {
  const [round, setRound] = useState(0)
  return <QuickFormBody key={round} action={action} record={record} onDone={() => setRound(round + 1)} />
}

function QuickFormBody({ action, record, onDone }: { action: ActionSpec; record: RecordRow; onDone: () => void }) {
  const form = useActionForm(action, record, onDone)
  return (
    <form className="panel panel-pad" noValidate onSubmit={(event) => { event.preventDefault(); void form.submit() }} aria-label={pick(action.label)}>
      <h2 className="section-title">{pick(action.label)}</h2>
      <FormFields form={form} sections={[{ fields: action.fields }]} columns={1} />
      <Button type="primary" htmlType="submit" loading={form.busy} style={{ marginTop: 8 }}>{pick(action.label)}</Button>
    </form>
  )
}

function History({ tab, id, none }: { tab: TabDef; id: string; none: string }) {
  const { object: key = '', via = '' } = tab
  const title = pick(tab.label)
  const object = useObject(key)
  const { data, error, refetch } = useQuery({ ...recordsQuery(key, { filter: { field: via, op: 'eq', value: id }, sort: tab.sort, limit: 20 }), enabled: Boolean(object) })
  if (!object) return null
  const columns = (tab.columns ?? object.views[0]?.columns ?? []).map((c) => fieldOf(object, c)).filter((f) => f !== undefined).filter((f) => f.key !== via).slice(0, 6)
  return (
    <section className="panel panel-pad">
      <h2 className="section-title">{title}</h2>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={3} /> : data.items.length === 0 ? <EmptyState title={none} tight /> : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={title}>
          <table className="sheet">
            <thead><tr>{columns.map((f) => <th key={f.key}>{pick(f.label)}</th>)}</tr></thead>
            <tbody>{data.items.map((item) => <tr key={item.id}>{columns.map((f) => <td key={f.key} className={f.kind === 'long_text' ? 'wrap' : ''}><Value field={f} record={item} /></td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** A case: what is owed, what was said, what was promised, and the two things to log. */
export function CaseView({ object, id }: { object: ObjectDef; id: string }) {
  const { t } = useTranslation()
  const can = useCan()
  const { data: record, error, refetch } = useQuery(recordQuery(object.key, id))
  const log = useAction('collection.log_contact')
  const promise = useAction('collection.promise')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!record) return <Bones lines={10} />
  const related = (object.detail.tabs ?? []).filter((tab) => tab.object === 'contact' || tab.object === 'promise')
  const status = object.detail.status ? fieldOf(object, object.detail.status) : undefined
  return (
    <div className="case-scroll">
      <div className="row row-wrap">
        <h2 style={{ fontSize: 17 }}>{record._labels?.party_id ?? titleOf(object, record)}</h2>
        {status && <Value field={status} record={record} />}
        <span className="grow" />
        {record.party_id ? <Link to="/o/$object/$id" params={{ object: 'party', id: record.party_id } as never} className="small">{t('collections.party')}</Link> : null}
        {record.loan_id ? <Link to="/o/$object/$id" params={{ object: 'loan', id: record.loan_id } as never} className="small">{t('collections.loan')}</Link> : null}
        <ActionBar object={object} record={record} compact />
      </div>
      <p className="note">{t('collections.guard')}</p>
      <section className="panel panel-pad stack"><Figures object={object} record={record} /><Facts object={object} record={record} brief /></section>
      <div className="case-two">
        {log && can(log.name) && <QuickForm action={log} record={record} />}
        {promise && can(promise.name) && <QuickForm action={promise} record={record} />}
        {related.map((tab) => <History key={tab.key} tab={tab} id={id} none={t(tab.object === 'promise' ? 'collections.noPromises' : 'collections.noContacts')} />)}
      </div>
    </div>
  )
}
