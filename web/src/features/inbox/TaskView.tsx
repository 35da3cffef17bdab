import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runAction } from '@/api/client'
import { recordQuery, recordsQuery, refreshAfter } from '@/api/queries'
import type { ObjectDef, RecordRow } from '@/api/types'
import { DecisionView } from '@/features/decisions/DecisionView'
import { DocumentsView } from '@/features/documents/DocumentsView'
import { ProcessView } from '@/features/process/ProcessView'
import { fieldOf, titleOf, useCan, useObject } from '@/kernel/catalog'
import { Facts, Figures } from '@/kernel/detail/Facts'
import { Value } from '@/kernel/fields/Value'
import { tell, tellProblem } from '@/ui/notify'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { DecideBar } from './DecideBar'
import { FormTask } from './FormTask'
import '@/kernel/list/list.css'
import '@/kernel/detail/detail.css'

function Earlier({ object, record }: { object: ObjectDef; record: RecordRow }) {
  const { t } = useTranslation()
  const party = record.party_id as string | undefined
  const { data } = useQuery({ ...recordsQuery(object.key, { filter: { field: 'party_id', op: 'eq', value: party }, sort: '-created_at', limit: 10 }), enabled: Boolean(party) })
  const others = data?.items.filter((item) => item.id !== record.id) ?? []
  const status = object.detail.status ? fieldOf(object, object.detail.status) : undefined
  if (others.length === 0) return <p className="muted small">{t('inbox.noEarlier')}</p>
  return (
    <ul>
      {others.map((item) => (
        <li key={item.id} className="row small" style={{ minHeight: 30 }}>
          <Link to="/o/$object/$id" params={{ object: object.key, id: item.id } as never}>{titleOf(object, item)}</Link>
          <span className="grow" />
          {status && <Value field={status} record={item} />}
        </li>
      ))}
    </ul>
  )
}

function Subject({ object, id, task }: { object: ObjectDef; id: string; task: RecordRow }) {
  const { t } = useTranslation()
  const { data: record, error, refetch } = useQuery(recordQuery(object.key, id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!record) return <Bones lines={10} />
  const status = object.detail.status ? fieldOf(object, object.detail.status) : undefined
  const application = object.key === 'application'
  return (
    <>
      <section className="panel panel-pad stack" aria-label={t('inbox.facts')}>
        <div className="row row-wrap">
          <h2>{titleOf(object, record)}</h2>
          {status && <Value field={status} record={record} />}
          <span className="grow" />
          <Link to="/o/$object/$id" params={{ object: object.key, id } as never} className="small">{t('inbox.openSubject')}</Link>
        </div>
        <Figures object={object} record={record} />
        <Facts object={object} record={record} brief />
      </section>
      <div className="case-two">
        {application && <section className="panel panel-pad"><h2 className="section-title">{t('decision.title')}</h2><DecisionView application={id} only={1} /></section>}
        <section className="panel panel-pad"><h2 className="section-title">{t('process.title')}</h2><ProcessView id={(task.process_instance_id ?? record.process_instance_id ?? null) as string | null} /></section>
        {application && <section className="panel panel-pad"><h2 className="section-title">{t('documents.title')}</h2><DocumentsView owner={object.key} id={id} via="application_id" /></section>}
        {application && <section className="panel panel-pad"><h2 className="section-title">{t('inbox.earlier')}</h2><Earlier object={object} record={record} /></section>}
      </div>
    </>
  )
}

/** One task: what is to be decided, on what grounds, and the decision. */
export function TaskView({ id, me, onCompleted }: { id: string; me: string; onCompleted: (id: string) => void }) {
  const { t } = useTranslation()
  const can = useCan()
  const [claiming, setClaiming] = useState(false)
  const { data: task, error, refetch } = useQuery(recordQuery('task', id))
  const object = useObject(task?.subject_object as string | undefined)
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!task) return <Bones lines={12} />
  const title = String(task.title ?? '')
  const claim = async () => {
    setClaiming(true)
    try {
      await runAction('task.claim', { task_id: id })
      await refreshAfter('task.claim')
      tell(t('inbox.claimed', { title }))
    } catch (fault) {
      tellProblem(fault)
    } finally {
      setClaiming(false)
    }
  }
  const unowned = !task.assignee_id
  const open = task.status === 'open'
  const mayComplete = open && can('task.complete') && (unowned || task.assignee_id === me)
  const head = (
    <div className="row row-wrap">
      <h2 className="grow ellipsis" style={{ fontSize: 17 }}>{title}</h2>
      {open && unowned && can('task.claim') && <Button size="small" loading={claiming} onClick={() => void claim()}>{t('inbox.claim')}</Button>}
    </div>
  )
  const subject = object && task.subject_id ? <Subject object={object} id={String(task.subject_id)} task={task} /> : <EmptyState title={t('error.noRight')} tight />
  if (mayComplete && task.kind === 'form') return <FormTask id={id} title={title} head={head} onCompleted={() => onCompleted(id)}>{subject}</FormTask>
  return (
    <>
      <div className="case-scroll">
        {head}
        {subject}
      </div>
      {mayComplete && <DecideBar task={task} title={title} onCompleted={() => onCompleted(id)} />}
      {!open && <div className="case-foot muted">{t('inbox.gone')}</div>}
    </>
  )
}
