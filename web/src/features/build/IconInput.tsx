import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { InputProps } from '@/kernel/fields/types'
import { MenuIcon } from '@/ui/icons'

/** An icon, chosen by how it looks or by what it shows. */
export function IconInput({ id, value, onChange, describedBy }: Pick<InputProps, 'id' | 'value' | 'onChange' | 'describedBy'>) {
  const { t } = useTranslation()
  const icons = t('icons', { returnObjects: true })
  return (
    <Select id={id} value={(value as string) || undefined} onChange={(next) => onChange(next ?? null)} allowClear showSearch={{ optionFilterProp: 'title' }} aria-describedby={describedBy} style={{ width: '100%' }}
      options={Object.entries(icons).map(([name, words]) => ({ value: name, title: words, label: <span className="row"><MenuIcon name={name} /> {words}</span> }))} />
  )
}
