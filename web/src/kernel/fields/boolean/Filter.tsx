import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { FilterProps } from '../types'

export function Filter({ id, value, onChange }: FilterProps) {
  const { t } = useTranslation()
  return <Select id={id} style={{ width: '100%' }} value={value as boolean | undefined} onChange={onChange} options={[{ value: true, label: t('common.yes') }, { value: false, label: t('common.no') }]} />
}
