import { Button, Checkbox, Input, Popover, Select, type InputRef } from 'antd'
import { DeleteOutlined, SearchOutlined, TableOutlined } from '@ant-design/icons'
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { FilterBar } from '@/kernel/filters/FilterBar'
import { SharedToggle } from '@/kernel/rights/SharedToggle'
import { ColorRules } from './ColorRules'
import { ExportButton } from './ExportButton'
import type { ListState } from '../useListState'

interface Props {
  object: ObjectDef
  state: ListState
  searchBox: RefObject<HTMLInputElement | null>
  phone: boolean
  /** Whether the view is a table, whose rows can be grouped. */
  table: boolean
}

const GROUPED = new Set(['choice', 'boolean', 'reference', 'user', 'department'])

function ColumnMenu({ object, state }: Pick<Props, 'object' | 'state'>) {
  const { t } = useTranslation()
  const keys = state.drawn.columns
  const shown = new Set(keys)
  const toggle = (key: string) => state.setLook({ columns: shown.has(key) ? keys.filter((k) => k !== key) : [...keys, key] })
  return (
    <div style={{ maxHeight: 420, overflowY: 'auto', display: 'flex', flexDirection: 'column', gap: 4, minWidth: 200 }}>
      {object.fields.map((field) => (
        <Checkbox key={field.key} checked={shown.has(field.key)} disabled={shown.size === 1 && shown.has(field.key)} onChange={() => toggle(field.key)}>{pick(field.label)}</Checkbox>
      ))}
      <Button size="small" type="link" onClick={() => state.setLook({ columns: undefined, widths: undefined, pinned: undefined })}>{t('list.columnsReset')}</Button>
    </div>
  )
}

export function ListTools({ object, state, searchBox, phone, table }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState(state.q)
  const input = useRef<InputRef>(null)
  const put = useEffectEvent(state.setQ)
  useEffect(() => { searchBox.current = input.current?.input ?? null })
  useEffect(() => { setText(state.q) }, [state.q])
  useEffect(() => {
    if (text === state.q) return
    const timer = setTimeout(() => put(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text, state.q])
  const groupable = object.fields.filter((field) => GROUPED.has(field.kind) && field.sortable !== false && field.access !== 'masked')
  const label = t('list.search', { name: pick(object.label_plural) })
  return (
    <div className="list-tools">
      <Input ref={input} data-list-search prefix={<SearchOutlined />} value={text} onChange={(e) => setText(e.target.value)} allowClear placeholder={label} aria-label={label} style={{ width: phone ? '100%' : 240 }}
        onKeyDown={(e) => { if (e.key === 'Escape') { setText(''); input.current?.blur() } }} />
      {object.shared && <SharedToggle filter={state.filter} onChange={state.setFilter} />}
      <FilterBar object={object} fixed={state.fixed} filter={state.filter} onChange={state.setFilter} />
      <span className="grow" />
      {!phone && table && !state.bin && groupable.length > 0 && (
        <Select variant="borderless" value={state.group} placeholder={t('views.group')} aria-label={t('views.group')} allowClear onChange={state.setGroup} popupMatchSelectWidth={false}
          options={groupable.map((field) => ({ value: field.key, label: t('views.groupBy', { name: pick(field.label) }) }))} />
      )}
      {!phone && table && !state.bin && <ColorRules object={object} state={state} />}
      {!phone && object.rights.export && !state.bin && <ExportButton object={object} state={state} />}
      {!phone && object.recycle_bin && object.rights.delete && (
        <Button type={state.bin ? 'primary' : 'text'} icon={<DeleteOutlined />} aria-pressed={state.bin} onClick={() => state.setBin(!state.bin)}>{t(state.bin ? 'views.leaveBin' : 'views.bin')}</Button>
      )}
      {!phone && (
        <Popover trigger="click" placement="bottomRight" content={<ColumnMenu object={object} state={state} />}>
          <Button type="text" icon={<TableOutlined />}>{t('list.columns')}</Button>
        </Popover>
      )}
    </div>
  )
}
