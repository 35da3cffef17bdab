import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition, FieldDef, ObjectDef } from '@/api/types'
import { pick } from '@/lib/i18n'
import { specOf } from '../fields/registry'
import { faultOf } from '../form/check'
import { isFilterable, opsOf } from './parts'
import { opWords } from './words'

interface Props { object: ObjectDef; start?: Condition; onApply: (condition: Condition) => void; onClose: () => void }

function complete(condition: Condition): boolean {
  const { op, value } = condition
  if (op === 'is_null') return true
  if (op === 'between') return Array.isArray(value) && value.length === 2 && value.every((v) => v !== undefined && v !== null && v !== '')
  if (Array.isArray(value)) return value.some((v) => v !== '')
  return value !== undefined && value !== null && value !== ''
}

const COMPARED = new Set(['number', 'money', 'percent', 'date'])

/** What is wrong with a value that is compared with; one that stands for another, such as today, is as it is. */
function faultIn(field: FieldDef, { value }: Condition): string | null {
  if (!COMPARED.has(field.kind)) return null
  const values = (Array.isArray(value) ? value : [value]).filter((one) => !String(one).startsWith('$'))
  return values.map((one) => faultOf({ ...field, min: undefined, max: undefined }, one)).find(Boolean) ?? null
}

/** One condition: field, operator, value; the field's kind brings the value input. */
export function ConditionEditor({ object, start, onApply, onClose }: Props) {
  const { t } = useTranslation()
  const [condition, setCondition] = useState<Condition | null>(start ?? null)
  const field = object.fields.find((f) => f.key === condition?.field)
  const chooseField = (key: string) => {
    const next = object.fields.find((f) => f.key === key)!
    const ops = opsOf(next)
    const wanted = specOf(next.kind).defaultOp
    setCondition({ field: key, op: wanted && ops.includes(wanted) ? wanted : ops[0] ?? 'eq' })
  }
  const Value = field ? specOf(field.kind).Filter : null
  const [fault, setFault] = useState<string | null>(null)
  const apply = () => {
    if (!field || !condition || !complete(condition)) return
    const wrong = condition.op === 'is_null' ? null : faultIn(field, condition)
    setFault(wrong)
    if (!wrong) { onApply(condition); onClose() }
  }
  return (
    <form className="condition" onSubmit={(event) => { event.preventDefault(); apply() }}>
      <label htmlFor="condition-field" className="visually-hidden">{t('list.chooseField')}</label>
      <Select id="condition-field" placeholder={t('list.chooseField')} value={condition?.field} onChange={chooseField} autoFocus={!start} showSearch={{ optionFilterProp: 'label' }}
        options={object.fields.filter(isFilterable).map((f) => ({ value: f.key, label: pick(f.label) }))} />
      {field && condition && (
        <>
          <label htmlFor="condition-op" className="visually-hidden">{t('list.condition')}</label>
          <Select id="condition-op" value={condition.op} onChange={(op) => setCondition({ field: condition.field, op, value: op === 'is_null' ? true : condition.op === 'is_null' ? undefined : condition.value })}
            options={opsOf(field).map((op) => ({ value: op, label: opWords(op, field.kind) }))} />
          {condition.op !== 'is_null' && Value && (
            <div>
              <label htmlFor="condition-value" className="visually-hidden">{t('list.value')}</label>
              <Value id="condition-value" field={field} op={condition.op} value={condition.value} onChange={(value) => { setCondition({ ...condition, value }); setFault(null) }} />
              {fault && <div className="form-fault" role="alert">{fault}</div>}
            </div>
          )}
        </>
      )}
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!condition || !complete(condition)}>{t('common.apply')}</Button>
      </div>
    </form>
  )
}
