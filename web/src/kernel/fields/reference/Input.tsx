import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../types'
import { knownName } from './names'
import { useFinder } from './useFinder'

/** Finds a record of the target object by typing. */
export function Input({ id, field, value, onChange, onBlur, label, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const { options, fetching, setText, setOpen } = useFinder(field)
  const kept = (value as string | null) ?? undefined
  if (kept && !options.some((o) => o.value === kept)) options.unshift({ value: kept, label: label ?? knownName(kept) })
  return (
    <Select id={id} value={kept} allowClear={!field.required} style={{ width: '100%' }} autoFocus={autoFocus}
      showSearch={{ filterOption: false, onSearch: setText }} onOpenChange={setOpen} loading={fetching}
      placeholder={t('form.typeToSearch')} notFoundContent={fetching ? t('common.loading') : t('form.searchNone')}
      onChange={(next: string | undefined) => onChange(next ?? null)} onBlur={onBlur} options={options}
      status={invalid ? 'error' : undefined} aria-invalid={invalid} aria-describedby={describedBy} aria-required={field.required} />
  )
}
