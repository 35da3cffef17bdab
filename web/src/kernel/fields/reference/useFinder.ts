import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { recordsQuery } from '@/api/queries'
import type { FieldDef } from '@/api/types'
import { titleOf, useObject } from '../../catalog'
import { rememberName } from './names'

/** What asks for the records alone that a field offers. */
export const offeredBy = (field: FieldDef): string | undefined => (field.limited && field.object ? `${field.object}.${field.key}` : undefined)

/** Records of a field's target that a typed text finds, as options, once the list is open. */
export function useFinder(field: FieldDef) {
  const target = field.target ?? field.kind
  const object = useObject(target)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const q = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({ ...recordsQuery(target, { q: q || undefined, limit: 20, offeredFor: offeredBy(field) }), enabled: open, placeholderData: (old) => old })
  const options = (data?.items ?? []).map((item) => {
    const name = object ? titleOf(object, item) : String(item.name ?? item.number ?? item.id)
    rememberName(item.id, name)
    return { value: item.id, label: name }
  })
  return { options, fetching: isFetching && open, setText, setOpen }
}
