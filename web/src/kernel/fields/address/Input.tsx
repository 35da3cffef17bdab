import { Cascader, Input as AntInput } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useMemo, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isMasked } from '@/lib/identity'
import type { InputProps } from '../types'
import { addressOf, divisionOptions, divisionsQuery, findsDivision } from './parts'

/** 省市区 chosen or searched for, the rest typed; a masked address is shown as a hint and never sent back. */
export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const { data, isLoading } = useQuery(divisionsQuery)
  const options = useMemo(() => divisionOptions(data ?? {}), [data])
  const address = addressOf(value)
  const chosen = [address.province, address.city, address.district].filter((one): one is string => Boolean(one))
  const choose = (path: (string | number | null)[] | null) => {
    const [province, city, district] = (path ?? []).map(String)
    const next = { ...(province && { province, city, district: district ?? '' }), detail: address.detail ?? '' }
    onChange(province || next.detail ? next : null)
  }
  const detail = (text: string) => onChange(text || chosen.length > 0 ? { ...address, detail: text } : null)
  const shared = { status: invalid ? ('error' as const) : undefined, 'aria-invalid': invalid, 'aria-describedby': describedBy, 'aria-required': field.required }
  const detailId = `${id}-detail`
  // Tab goes past the sign that empties the choice, where Enter would undo it; Delete empties it.
  const onKeyDown = (event: KeyboardEvent) => {
    const at = event.target as HTMLInputElement
    const next = event.key !== 'Tab' ? null : at.id === id && !event.shiftKey ? detailId : at.id === detailId && event.shiftKey ? id : null
    if (next) document.getElementById(next)?.focus()
    else if (!field.required && at.id === id && at.value === '' && (event.key === 'Delete' || event.key === 'Backspace')) choose(null)
    else return
    event.preventDefault()
  }
  return (
    <div className="address-input" onKeyDown={onKeyDown}>
      <Cascader {...shared} id={id} options={options} value={chosen} onChange={choose} onBlur={onBlur} loading={isLoading} autoFocus={autoFocus} allowClear={!field.required}
        showSearch={{ filter: findsDivision }} placeholder={isMasked(value) ? String(value) : t('form.division')} style={{ width: '100%' }} />
      <AntInput {...shared} id={detailId} value={address.detail ?? ''} onChange={(e) => detail(e.target.value)} onBlur={onBlur} maxLength={200}
        placeholder={t('form.addressDetail')} aria-label={t('form.addressDetail')} autoComplete="off" style={{ marginTop: 4 }} />
    </div>
  )
}
