import { AutoComplete, Button, Select } from 'antd'
import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

/** What a value may be taken from, as it is written. */
export type Sources = readonly { value: string; label: string }[]
interface Props { name: string; keys: { value: string; label: string }[]; value: Record<string, unknown> | undefined; sources: Sources; onChange: (value: Record<string, unknown>) => void }

/** Values by key, each fixed or taken from a source. */
export function Pairs({ name, keys, value, sources, onChange }: Props) {
  const { t } = useTranslation()
  const pairs = Object.entries(value ?? {})
  const left = keys.filter((one) => !(one.value in (value ?? {})))
  const replace = (at: number, pair: [string, unknown] | null) => onChange(Object.fromEntries(pairs.flatMap((old, i) => (i !== at ? [old] : pair ? [pair] : []))))
  return (
    <div className="property" role="group" aria-label={name}>
      <span className="property-label">{name}</span>
      {pairs.map(([key, given], at) => (
        <div key={key} className="row">
          <Select size="small" value={key} aria-label={t('pageDesigner.pairKey', { n: at + 1 })} style={{ flex: 1, minWidth: 0 }} options={[...keys.filter((one) => one.value === key), ...left]} onChange={(next) => replace(at, [next, given])} />
          <AutoComplete size="small" value={String(given ?? '')} aria-label={t('pageDesigner.pairValue', { n: at + 1 })} style={{ flex: 1, minWidth: 0 }} options={[...sources]} onChange={(next: string) => replace(at, [key, next])} />
          <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('designer.removeOf', { name: keys.find((one) => one.value === key)?.label ?? key })} onClick={() => replace(at, null)} />
        </div>
      ))}
      {left.length > 0 && <Button size="small" icon={<PlusOutlined />} style={{ alignSelf: 'flex-start' }} onClick={() => onChange({ ...value, [left[0]!.value]: '' })}>{t('pageDesigner.addPair')}</Button>}
    </div>
  )
}
