import { Button, Popover } from 'antd'
import { QuestionCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** 「怎么算的」: opens the explanation of a computed figure. */
export function Explain({ title, children }: { title?: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Popover trigger="click" title={title} content={<div style={{ maxWidth: 420 }}>{children}</div>}>
      <Button type="link" size="small" icon={<QuestionCircleOutlined />} style={{ paddingInline: 4 }}>{t('common.explain')}</Button>
    </Popover>
  )
}
