import { Input as AntInput } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '../types'
import { pointOf } from './point'

/** Latitude and longitude in degrees; one pasted "39.9, 116.4" fills both. */
export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const point = pointOf(value)
  const set = (name: 'lat' | 'lng', text: string) => {
    const [first = '', second] = text.split(/[,，]\s*/)
    const next = second === undefined ? { ...point, [name]: text.trim() } : { lat: first.trim(), lng: second.trim() }
    onChange(next.lat || next.lng ? next : null)
  }
  const shared = { inputMode: 'decimal' as const, className: 'num', onBlur, status: invalid ? ('error' as const) : ('' as const), 'aria-invalid': invalid, 'aria-describedby': describedBy, 'aria-required': field.required }
  return (
    <div className="row">
      <AntInput {...shared} id={id} value={point.lat ?? ''} placeholder={t('form.latitude')} aria-label={t('form.latitude')} autoFocus={autoFocus} onChange={(e) => set('lat', e.target.value)} />
      <AntInput {...shared} id={`${id}-lng`} value={point.lng ?? ''} placeholder={t('form.longitude')} aria-label={t('form.longitude')} onChange={(e) => set('lng', e.target.value)} />
    </div>
  )
}
