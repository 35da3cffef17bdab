import { Button, Popover } from 'antd'
import { CloseOutlined, FilterOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filter, ObjectDef } from '@/api/types'
import { ConditionEditor } from './ConditionEditor'
import { isAny, joined, partsOf } from './parts'
import { filterWords } from './words'

interface Props { object: ObjectDef; fixed?: Filter | null; filter: Filter | null; onChange: (filter: Filter | null) => void }

/** Chips in plain words; those of the view are shown but cannot be taken away. */
export function FilterBar({ object, fixed, filter, onChange }: Props) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<number | null>(null)
  const any = isAny(filter)
  const parts = any ? filter.or : partsOf(filter)
  const put = (at: number, part: Filter | null) => onChange(joined(at === parts.length ? [...parts, part] : parts.map((old, i) => (i === at ? part : old)), any))
  const editor = (at: number) => {
    const start = parts[at]
    return <ConditionEditor key={at} object={object} start={start && 'field' in start ? start : undefined} onApply={(condition) => put(at, condition)} onClose={() => setEditing(null)} />
  }
  return (
    <div className="filter-bar">
      {partsOf(fixed).map((part, at) => <span key={`fixed-${at}`} className="filter-chip fixed">{filterWords(part, object)}</span>)}
      {parts.length > 1 && <Button size="small" type="text" aria-pressed={any} title={t('list.allOrAny')} onClick={() => onChange(joined(parts, !any))}>{t(any ? 'list.anyOf' : 'list.allOf')}</Button>}
      {parts.map((part, at) => {
        const words = filterWords(part, object)
        return (
          <span key={at} className="filter-chip">
            <Popover open={editing === at} onOpenChange={(open) => setEditing(open ? at : null)} trigger="click" placement="bottomLeft" content={editor(at)} destroyOnHidden>
              <button type="button" className="plain" disabled={!('field' in part)} aria-label={t('list.editFilter', { words })}>{words}</button>
            </Popover>
            <button type="button" className="plain chip-close" aria-label={t('list.removeFilter', { words })} onClick={() => put(at, null)}><CloseOutlined /></button>
          </span>
        )
      })}
      <Popover open={editing === parts.length} onOpenChange={(open) => setEditing(open ? parts.length : null)} trigger="click" placement="bottomLeft" content={editor(parts.length)} destroyOnHidden>
        <Button size="small" type="text" icon={<FilterOutlined />}>{parts.length > 0 ? t('list.addFilter') : t('list.filter')}</Button>
      </Popover>
    </div>
  )
}
