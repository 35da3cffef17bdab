import { Segmented } from 'antd'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow } from '@/api/types'
import { useMe } from '@/kernel/catalog'
import { useRecords } from '@/kernel/list/useRecords'
import { formatInstant, relativeInstant } from '@/lib/dates'
import { localeTag } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { SplitPage } from '@/ui/SplitPage'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { TaskView } from './TaskView'

const OPEN = { field: 'status', op: 'eq', value: 'open' }
const MINE = { and: [OPEN, { field: 'assignee_id', op: 'eq', value: '$user.id' }] }

function TaskItem({ task, current, onOpen }: { task: RecordRow; current: boolean; onOpen: () => void }) {
  const { t } = useTranslation()
  const now = new Date()
  const due = typeof task.due_at === 'string' ? task.due_at : null
  const late = due !== null && new Date(due) < now
  return (
    <li>
      <button type="button" className="plain split-item" aria-current={current} onClick={onOpen}>
        <span className="ellipsis" style={{ display: 'block', fontWeight: 500 }}>{String(task.title ?? task.node ?? task.id)}</span>
        <span className="line2">
          <span className="grow ellipsis">{task._labels?.assignee_id ?? ''}</span>
          {due && <span className={late ? 'tone-bad' : ''} title={formatInstant(due)}>{t('home.due', { when: relativeInstant(due, now, localeTag()) })}</span>}
        </span>
      </button>
    </li>
  )
}

/** The approval inbox: decide, and the next one opens by itself. */
export function InboxPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const me = useMe()
  const search = useSearch({ strict: false }) as { task?: string }
  const [scope, setScope] = useState<'all' | 'mine'>('all')
  const { rows, isPending, error, refetch, hasNextPage, fetchNextPage } = useRecords('task', { filter: scope === 'mine' ? MINE : OPEN, sort: 'due_at', limit: 50 })
  const open = useCallback((id: string | undefined) => void navigate({ to: '/inbox', search: { task: id } as never, replace: !phone }), [navigate, phone])
  const first = rows[0]?.id
  useEffect(() => { if (!phone && !search.task && first) open(first) }, [phone, search.task, first, open])

  const completed = (id: string) => {
    const at = rows.findIndex((row) => row.id === id)
    const next = rows[at + 1] ?? rows[at - 1]
    open(next?.id)
    if (!next) tell(t('inbox.allDone'))
  }
  return (
    <SplitPage title={t('inbox.title')} open={Boolean(search.task)} onBack={() => open(undefined)}
      tools={<Segmented size="small" value={scope} onChange={setScope} aria-label={t('inbox.list')} options={[{ value: 'all' as const, label: t('inbox.all') }, { value: 'mine' as const, label: t('inbox.mine') }]} />}
      list={isPending ? <Bones lines={8} /> : error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : rows.length === 0 ? <EmptyState title={t('inbox.none')} tight /> : (
        <>
          <ul>{rows.map((task) => <TaskItem key={task.id} task={task} current={task.id === search.task} onOpen={() => open(task.id)} />)}</ul>
          {hasNextPage && <p style={{ padding: 12, textAlign: 'center' }}><button type="button" className="plain" style={{ color: 'var(--accent)' }} onClick={() => void fetchNextPage()}>{t('common.loadMore')}</button></p>}
        </>
      )}
      detail={search.task ? <TaskView key={search.task} id={search.task} me={me.user.id} onCompleted={completed} /> : <EmptyState title={rows.length > 0 ? t('inbox.choose') : t('inbox.none')} />}
    />
  )
}
