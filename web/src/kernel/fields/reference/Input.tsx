import { Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '@/api/queries'
import { titleOf, useObject } from '../../catalog'
import type { InputProps } from '../types'
import { knownName, rememberName } from './names'

/** Finds a record of the target object by typing. */
export function Input({ id, field, value, onChange, onBlur, label, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const target = field.target ?? field.kind
  const object = useObject(target)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const q = useDeferredValue(text.trim())
  const { data, isFetching } = useQuery({ ...recordsQuery(target, { q: q || undefined, limit: 20 }), enabled: open, placeholderData: (old) => old })
  const options = (data?.items ?? []).map((item) => {
    const name = object ? titleOf(object, item) : String(item.name ?? item.number ?? item.id)
    rememberName(item.id, name)
    return { value: item.id, label: name }
  })
  const kept = (value as string | null) ?? undefined
  if (kept && !options.some((o) => o.value === kept)) options.unshift({ value: kept, label: label ?? knownName(kept) })
  return (
    <Select id={id} value={kept} allowClear={!field.required} style={{ width: '100%' }} autoFocus={autoFocus}
      showSearch={{ filterOption: false, onSearch: setText }} onOpenChange={setOpen} loading={isFetching && open}
      placeholder={t('form.typeToSearch')} notFoundContent={isFetching ? t('common.loading') : t('form.searchNone')}
      onChange={(next: string | undefined) => onChange(next ?? null)} onBlur={onBlur} options={options}
      status={invalid ? 'error' : undefined} aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}
