import { Button, Input } from 'antd'
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { StoredCheck } from '@/api/building'
import type { InputProps } from '@/kernel/fields/types'
import { ExpressionInput } from './ExpressionInput'

/** Conditions that must hold for a value to be kept, each with what is said where it does not. */
export function ChecksInput({ id, field, value, onChange, invalid, describedBy }: InputProps) {
  const { t } = useTranslation()
  const checks = Array.isArray(value) ? (value as StoredCheck[]) : []
  const put = (at: number, part: Partial<StoredCheck>) => onChange(checks.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <div className="stack-tight" role="group" aria-describedby={describedBy}>
      {checks.map((one, at) => (
        <div key={at} className="check">
          <label htmlFor={`${id}-${at}`} className="small muted">{t('build.checkExpression', { n: at + 1 })}</label>
          <ExpressionInput id={`${id}-${at}`} field={field} value={one.expression} invalid={invalid} describedBy={describedBy} onChange={(next) => put(at, { expression: String(next ?? '') })} />
          <div className="row">
            <Input className="grow" value={one.message.zh} placeholder={t('build.checkMessage')} aria-label={`${t('build.checkMessage')} ${at + 1}`} onChange={(event) => put(at, { message: { zh: event.target.value, en: event.target.value } })} />
            <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`${t('build.remove')} ${at + 1}`} onClick={() => onChange(checks.filter((_, i) => i !== at))} />
          </div>
        </div>
      ))}
      <Button id={id} size="small" icon={<PlusOutlined />} aria-label={t('build.addCheck')} style={{ alignSelf: 'flex-start' }} onClick={() => onChange([...checks, { expression: '', message: { zh: '', en: '' } }])}>{t('build.addCheck')}</Button>
    </div>
  )
}
