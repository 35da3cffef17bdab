import { Button } from 'antd'
import { ArrowLeftOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from './useMedia'
import './split.css'

/** List left, the case right; on a phone one at a time. */
export function SplitPage({ title, tools, list, detail, open, onBack }: { title: string; tools?: ReactNode; list: ReactNode; detail: ReactNode; open: boolean; onBack: () => void }) {
  const { t } = useTranslation()
  const phone = usePhone()
  return (
    <div className="split-page">
      {(!phone || !open) && (
        <section className="split-list" data-guide="split-list" aria-label={t('inbox.list')}>
          <div className="split-head"><h1 className="grow">{title}</h1>{tools}</div>
          <div className="split-scroll">{list}</div>
        </section>
      )}
      {(!phone || open) && (
        <section className="split-detail" data-guide="split-detail">
          {phone && <Button type="text" icon={<ArrowLeftOutlined />} onClick={onBack} style={{ alignSelf: 'flex-start', margin: 4 }}>{t('inbox.backToList')}</Button>}
          {detail}
        </section>
      )}
    </div>
  )
}
