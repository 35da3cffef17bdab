import { Button, Popover, Select } from 'antd'
import { BgColorsOutlined, CloseOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColorRule, ObjectDef } from '@/api/types'
import { Status } from '@/ui/Status'
import { ConditionEditor } from '@/kernel/filters/ConditionEditor'
import { filterWords } from '@/kernel/filters/words'
import type { ListState } from '../useListState'

const TONES = ['ok', 'wait', 'warn', 'bad'] as const

/** Rules that color rows; the first one that a row meets counts. */
export function ColorRules({ object, state }: { object: ObjectDef; state: ListState }) {
  const { t } = useTranslation()
  const [tone, setTone] = useState<ColorRule['tone']>('warn')
  const [adding, setAdding] = useState(false)
  const rules = state.drawn.colors ?? []
  const content = (
    <div className="stack" style={{ gap: 8, width: 300 }}>
      {rules.length === 0 && !adding && <p className="muted small">{t('columns.noColors')}</p>}
      <ul className="stack" style={{ gap: 4 }}>
        {rules.map((rule, at) => (
          <li key={at} className="row">
            <span className="grow ellipsis"><Status tone={rule.tone}>{filterWords(rule, object)}</Status></span>
            <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('columns.removeColor', { words: filterWords(rule, object) })} onClick={() => state.setLook({ colors: rules.filter((_, other) => other !== at) })} />
          </li>
        ))}
      </ul>
      {adding ? (
        <>
          <Select value={tone} onChange={setTone} aria-label={t('columns.color')} options={TONES.map((value) => ({ value, label: <Status tone={value}>{t(`columns.tone.${value}`)}</Status> }))} />
          <ConditionEditor object={object} onApply={(condition) => { state.setLook({ colors: [...rules, { ...condition, tone }] }); setAdding(false) }} onClose={() => setAdding(false)} />
        </>
      ) : <Button size="small" onClick={() => setAdding(true)}>{t('columns.addColor')}</Button>}
    </div>
  )
  return <Popover trigger="click" placement="bottomRight" content={content} destroyOnHidden><Button type={rules.length > 0 ? 'link' : 'text'} icon={<BgColorsOutlined />}>{t('columns.colors')}</Button></Popover>
}
