import { Button } from 'antd'
import { ShareAltOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { SHARED } from '@/api/rights'
import type { Filter } from '@/api/types'
import { joinParts, partsOf } from '../filters/parts'

const isShared = (part: Filter) => 'op' in part && part.op === 'shared'

/** One press narrows a list to what others shared with the reader. */
export function SharedToggle({ filter, onChange }: { filter: Filter | null; onChange: (filter: Filter | null) => void }) {
  const { t } = useTranslation()
  const parts = partsOf(filter)
  const on = parts.some(isShared)
  return (
    <Button size="small" type={on ? 'primary' : 'text'} ghost={on} icon={<ShareAltOutlined />} aria-pressed={on}
      onClick={() => onChange(joinParts(on ? parts.filter((part) => !isShared(part)) : [...parts, SHARED]))}>{t('sharing.withMe')}</Button>
  )
}
