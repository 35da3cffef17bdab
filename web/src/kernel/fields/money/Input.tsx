import { Input as AntInput } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toCapitals } from '@/lib/capitals'
import { formatAmount, parseAmount } from '@/lib/money'
import type { InputProps } from '../types'

/** Typed freely (1.2万, 120000, ¥120,000.5), shown with thousands when left, 大写 beside it. */
export function Input({ id, field, value, onChange, onBlur, invalid, describedBy, autoFocus }: InputProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<string | null>(null)
  const kept = value === null || value === undefined ? '' : String(value)
  useEffect(() => { if (kept === '') setDraft(null) }, [kept])
  const capitals = toCapitals(kept)
  return (
    <>
      <AntInput id={id} value={draft ?? formatAmount(kept)} inputMode="decimal" prefix="¥" className="num"
        onFocus={() => setDraft(kept ? formatAmount(kept) : '')}
        onChange={(e) => { setDraft(e.target.value); onChange(e.target.value.trim() === '' ? null : parseAmount(e.target.value) ?? e.target.value) }}
        onBlur={() => { setDraft(null); onBlur?.() }}
        status={invalid ? 'error' : ''} aria-invalid={invalid} aria-describedby={describedBy} autoFocus={autoFocus} aria-required={field.required} />
      {capitals && <span className="capitals" lang="zh-CN" title={t('form.yuan')}>{capitals}</span>}
    </>
  )
}
