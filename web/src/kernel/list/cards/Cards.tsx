import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { pick } from '@/lib/i18n'
import { titleOf } from '@/kernel/catalog'
import { Value } from '@/kernel/fields/Value'
import type { GridProps } from '../grid/Grid'

const CARD = 112

/** The same rows on a phone: one card each. */
export function Cards({ object, columns, rows, more, onMore }: GridProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroll.current, estimateSize: () => CARD, overscan: 6 })
  const items = virtual.getVirtualItems()
  const last = items[items.length - 1]?.index ?? -1
  useEffect(() => { if (more && last >= rows.length - 8) onMore() }, [last, rows.length, more, onMore])
  const status = columns.find((c) => c.key === object.detail.status) ?? columns.find((c) => c.field.options?.some((o) => o.tone))
  const others = columns.filter((c) => c !== status && !c.isTitle).slice(0, 4)
  return (
    <div ref={scroll} className="cards-scroll" tabIndex={0} role="region" aria-label={pick(object.label_plural)}>
      <ul style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const record = rows[item.index]!
          return (
            <li key={record.id} className="card" style={{ transform: `translateY(${item.start}px)`, height: CARD - 8 }}>
              <Link to="/o/$object/$id" params={{ object: object.key, id: record.id } as never} className="card-head">
                <b className="ellipsis grow">{titleOf(object, record)}</b>
                {status && <Value field={status.field} record={record} />}
              </Link>
              <dl className="card-facts">
                {others.map(({ key, field }) => (
                  <div key={key}><dt className="ellipsis">{pick(field.label)}</dt><dd className="ellipsis"><Value field={field} record={record} /></dd></div>
                ))}
              </dl>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
