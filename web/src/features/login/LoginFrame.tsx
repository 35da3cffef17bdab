import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, switchLanguage } from '@/lib/i18n'
import './login.css'

/** The narrow page of everybody who is not logged in yet. */
export function LoginFrame({ title, fault, note, children }: { title?: string; fault?: string; note?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <main className="login">
      <div className="login-box">
        <div className="login-brand">
          <img src="/favicon.svg" width="36" height="36" alt="" />
          <div><h1>{t('app.name')}</h1><p className="muted small">{t('app.tagline')}</p></div>
        </div>
        {title && <h2>{title}</h2>}
        {note && <div className="note" role="status">{note}</div>}
        {fault && <p className="note bad" role="alert">{fault}</p>}
        {children}
        <Button type="link" size="small" style={{ alignSelf: 'flex-start', paddingInline: 0 }} onClick={() => void switchLanguage(other)}>{other === 'en' ? 'English' : '中文'}</Button>
      </div>
    </main>
  )
}
