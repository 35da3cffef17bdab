import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ObjectDef, RecordRow } from '@/api/types'
import { titleOf } from '@/kernel/catalog'
import { CardFacts } from './CardFacts'
import type { Column } from '../columns'
import './kanban.css'

/** Records as cards side by side. */
export function Gallery({ object, columns, rows, more, onMore, onOpen }: { object: ObjectDef; columns: Column[]; rows: RecordRow[]; more: boolean; onMore: () => void; onOpen: (record: RecordRow) => void }) {
  const { t } = useTranslation()
  const facts = columns.filter((column) => !column.isTitle).slice(0, 6)
  return (
    <div className="gallery" role="region" aria-label={t('views.gallery')} tabIndex={0}>
      {rows.map((record) => (
        <div key={record.id} role="button" tabIndex={0} className="board-card" data-card={record.id} onClick={() => onOpen(record)} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); onOpen(record) } }}>
          <b className="ellipsis" style={{ display: 'block' }}>{titleOf(object, record)}</b>
          <CardFacts columns={facts} record={record} />
        </div>
      ))}
      {more && <Button onClick={onMore}>{t('views.loadMore')}</Button>}
    </div>
  )
}
