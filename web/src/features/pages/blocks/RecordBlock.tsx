import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { recordQuery } from '@/api/queries'
import type { ObjectDef } from '@/api/types'
import { fieldOf, titleOf, useObject } from '@/kernel/catalog'
import { Facts, FactValue } from '@/kernel/detail/Facts'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { Rows } from './ListBlock'
import type { BlockProps } from './types'

function NeedsRecord({ object }: { object: ObjectDef }) {
  const { t } = useTranslation()
  return <EmptyState title={t('pages.needsRecord', { name: pick(object.label) })} help={t('pages.needsRecordHelp')} tight />
}

/** The record that a parameter names. */
export function RecordBlock({ block, values }: BlockProps) {
  const object = useObject(block.object)
  const id = values[block.parameter ?? '']
  if (!object) return null
  return typeof id === 'string' ? <OneRecord object={object} id={id} columns={block.columns ?? []} /> : <NeedsRecord object={object} />
}

function OneRecord({ object, id, columns }: { object: ObjectDef; id: string; columns: string[] }) {
  const { data: record, error, refetch } = useQuery(recordQuery(object.key, id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!record) return <Bones lines={4} />
  const fields = columns.flatMap((key) => fieldOf(object, key) ?? [])
  return (
    <div className="block-pad stack">
      <Link to="/o/$object/$id" params={{ object: object.key, id } as never}><b>{titleOf(object, record)}</b></Link>
      {fields.length === 0 ? <Facts object={object} record={record} /> : (
        <dl className="facts">{fields.map((field) => <div key={field.key}><dt>{pick(field.label)}</dt><dd><FactValue object={object} field={field} record={record} /></dd></div>)}</dl>
      )}
    </div>
  )
}

/** Records that refer to the one a parameter names. */
export function RelatedBlock({ block, values, height }: BlockProps) {
  const object = useObject(block.object)
  const id = values[block.parameter ?? '']
  const filter = useMemo(() => ({ field: block.via ?? '', op: 'eq', value: id }), [block.via, id])
  if (!object) return null
  return id === undefined ? <NeedsRecord object={object} /> : <Rows object={object} block={block} filter={filter} height={height} />
}
