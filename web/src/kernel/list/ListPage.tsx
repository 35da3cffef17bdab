import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/client'
import type { ObjectDef, RecordRow } from '@/api/types'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { usePhone } from '@/ui/useMedia'
import { ObjectActions } from '../actions/ObjectActions'
import { fieldOf, useCatalog, useObject } from '../catalog'
import { fieldsUsed } from '../filters/evaluate'
import { RevealDialog } from '../detail/RevealDialog'
import { BinBar } from './tools/BinBar'
import { fieldsOfButton } from '../actions/recordButtons'
import { BulkBar } from './tools/BulkBar'
import { Cards } from './cards/Cards'
import { columnsOf } from './columns'
import { GroupedRows } from './grid/GroupedRows'
import { Grid } from './grid/Grid'
import type { Command } from './keys'
import { ListFoot } from './ListFoot'
import { ListTools } from './tools/ListTools'
import { asksItself, drawnAs, OtherView } from './OtherView'
import { QuickLook } from './QuickLook'
import { useListKeys } from './useListKeys'
import { useListState } from './useListState'
import { useRecords } from './useRecords'
import { leftOutWords } from './views/views'
import { ViewTabs } from './views/ViewTabs'

/** A board shows many cards at once; the server's largest page. */
const BOARD_LIMIT = 200

export function ListPage() {
  const { object: key } = useParams({ strict: false }) as { object: string }
  const object = useObject(key)
  if (!object) return <ErrorState error={new ApiProblem(403, {})} />
  return <RecordList key={object.key} object={object} />
}

function RecordList({ object }: { object: ObjectDef }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const phone = usePhone()
  const state = useListState(object)
  const { actions } = useCatalog()
  const { drawn: view, filter, sort, q, bin, asked } = state
  const kind = bin ? 'table' : drawnAs(object, view)
  const group = state.group && kind === 'table' ? fieldOf(object, state.group) : undefined
  const columns = useMemo(() => columnsOf(object, view.columns, view), [object, view])
  const [active, setActive] = useState(-1)
  const [selected, setSelected] = useState<Set<string>>(new Set())
  const [revealing, setRevealing] = useState<{ record: RecordRow; field: string } | null>(null)
  const searchBox = useRef<HTMLInputElement>(null)
  const fields = useMemo(() => {
    const known = new Set(object.fields.map((f) => f.key))
    // What decides whether a bulk action is possible comes along with the rows.
    const deciding = actions.filter((a) => object.actions.includes(a.name)).flatMap((a) => fieldsUsed(a.enabled_when))
    const pressed = (object.buttons ?? []).filter((one) => one.kind === 'action').flatMap(fieldsOfButton)
    return [...new Set([...columns.map((c) => c.key), object.title_field, object.detail.status ?? '', view.group ?? '', view.date ?? '', ...(view.colors ?? []).map((rule) => rule.field), ...deciding, ...pressed])].filter((k) => known.has(k))
  }, [columns, object, actions, view])
  const { data, rows, fetchNextPage, hasNextPage, isFetchingNextPage, isPending, isPlaceholderData, error, refetch } =
    useRecords(object.key, { filter: asked, sort, q: q || undefined, fields, count: 'estimate', ...(bin && { bin }), ...(kind === 'kanban' && { limit: BOARD_LIMIT }) }, !asksItself(kind) && !group && !state.waiting && !view.saved?.unavailable)
  const more = useCallback(() => { if (!isFetchingNextPage) void fetchNextPage() }, [fetchNextPage, isFetchingNextPage])
  const open = (record: RecordRow, edit = false) =>
    void navigate({ to: '/o/$object/$id', params: { object: object.key, id: record.id } as never, search: (edit ? { edit: '1' } : {}) as never })

  useListKeys({
    active, count: kind === 'table' && !group ? rows.length : 0, onActive: setActive,
    onCommand: (command: Command, at) => {
      const record = rows[at]
      if (command === 'search') searchBox.current?.focus()
      else if (command === 'clear') { setSelected(new Set()); setActive(-1) }
      else if (!record || (bin && command !== 'select')) return
      else if (command === 'open') open(record)
      else if (command === 'edit') open(record, true)
      else if (command === 'peek') state.setPeek(record.id)
      else { const next = new Set(selected); if (!next.delete(record.id)) next.add(record.id); setSelected(next) }
    },
  })
  const name = pick(object.label)
  const create = bin ? undefined : object.rights.create ? (
    <Button type="primary" data-guide="create" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/o/$object/new', params: { object: object.key } as never })}>{t('common.createOf', { name })}</Button>
  ) : <ObjectActions object={object} />
  const chosen = rows.filter((r) => selected.has(r.id))
  const other = { object, view, columns, rows, fields, filter: asked, q: q || undefined, sort, more: hasNextPage, onMore: more, onOpen: (record: RecordRow) => state.setPeek(record.id) }
  const props = { object, columns, rows, more: hasNextPage, onMore: more }
  return (
    <div className="list-page">
      <div className="list-head"><h1 className="grow ellipsis">{bin ? t('views.binTitle', { name: pick(object.label_plural) }) : pick(object.label_plural)}</h1>{create}</div>
      <ViewTabs object={object} state={state} onChange={() => { setActive(-1); setSelected(new Set()) }} />
      {leftOutWords(view) && <p className="note small">{leftOutWords(view)}</p>}
      <ListTools object={object} state={state} searchBox={searchBox} phone={phone} table={kind === 'table'} />
      <div data-guide="list" className={`list-body${isPlaceholderData ? ' dim' : ''}`} aria-busy={isPending || isPlaceholderData}>
        {view.saved?.unavailable ? <EmptyState title={pick(view.saved.unavailable)} /> : asksItself(kind) ? <OtherView {...other} /> : group ? <GroupedRows {...other} field={group} onSort={state.setSort} /> : isPending ? <Bones lines={12} /> : error && rows.length === 0 ? <ErrorState error={error} onRetry={() => void refetch()} /> : rows.length === 0 ? (
          bin ? <EmptyState title={t('views.binEmpty')} /> : filter || q ? <EmptyState title={t('list.emptyFiltered', { name: pick(object.label_plural) })} action={<Button onClick={state.clear}>{t('list.clearFilters')}</Button>} />
            : <EmptyState title={t('list.empty', { name: pick(object.label_plural) })} help={pick(object.description)} action={create} />
        ) : kind !== 'table' ? <OtherView {...other} /> : phone ? <Cards {...props} /> : (
          <Grid {...props} onEdit={bin ? undefined : () => state.setPeek(undefined)} view={view} onLook={bin ? undefined : state.setLook} totalled={bin ? undefined : { filter: asked, q: q || undefined }} sort={sort} onSort={state.setSort} selected={selected} onSelect={setSelected} active={active} closed={bin}
            onActivate={(at, record) => { setActive(at); if (!bin) state.setPeek(record.id) }} onReveal={(record, field) => setRevealing({ record, field })} />
        )}
        {chosen.length > 0 && bin && <BinBar object={object} records={chosen} onClear={() => setSelected(new Set())} />}
        {chosen.length > 0 && !bin && <BulkBar object={object} records={chosen} onClear={() => setSelected(new Set())} />}
        {!isPending && rows.length > 0 && !group && !asksItself(kind) && <ListFoot object={object.key} columns={kind === 'table' && view.totals && Object.keys(view.totals).length > 0 ? [] : columns} bin={bin} keys={t(kind === 'kanban' ? 'views.keys' : kind === 'gallery' ? 'views.cardKeys' : 'list.keys')} filter={asked} q={q} loaded={rows.length} total={data?.pages[0]} more={hasNextPage} phone={phone} />}
      </div>
      {state.peek && <QuickLook object={object} id={state.peek} onClose={() => state.setPeek(undefined)} />}
      {revealing && <RevealDialog object={object} record={revealing.record} field={revealing.field} onClose={() => setRevealing(null)} />}
    </div>
  )
}
