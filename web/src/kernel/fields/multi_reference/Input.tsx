import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFinder } from '../reference/useFinder'
import { knownName } from '../reference/names'
import type { InputProps } from '../types'
import { namesOf } from './names'

/** Finds records of the target object by typing, and keeps several. */
export function Input({ id, field, value, onChange, onBlur, label, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const { options, fetching, setText, setOpen } = useFinder(field)
  const chosen = Array.isArray(value) ? (value as string[]) : []
  const names = namesOf(chosen, label)
  const unseen = chosen.filter((one) => !options.some((o) => o.value === one)).map((one) => ({ value: one, label: names?.[chosen.indexOf(one)] ?? knownName(one) }))
  return (
    <Select id={id} mode="multiple" value={chosen} style={{ width: '100%' }} autoFocus={autoFocus}
      showSearch={{ filterOption: false, onSearch: setText }} onOpenChange={setOpen} loading={fetching}
      placeholder={t('form.typeToSearch')} notFoundContent={fetching ? t('common.loading') : t('form.searchNone')}
      onChange={(next: string[]) => onChange(next.length > 0 ? next : null)} onBlur={onBlur} options={[...unseen, ...options]}
      status={invalid ? 'error' : undefined} aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}
