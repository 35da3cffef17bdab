import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '@/api/queries'
import { AppearanceContext } from '@/ui/theme/appearance'
import { NotifyAnchor } from '@/ui/notify'
import { applyMode, storedMode, themeConfig, type Mode } from '@/ui/theme/theme'
import { useMedia } from '@/ui/useMedia'

/** Theme and language of the component library; both switch without a reload. */
export function Appearance({ children }: { children: ReactNode }) {
  const { i18n, t } = useTranslation()
  const [mode, setMode] = useState<Mode>(storedMode)
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const value = useMemo(() => ({
    mode,
    toggle: () => setMode((now) => {
      const next = now === 'dark' ? 'light' : 'dark'
      applyMode(next, true)
      return next
    }),
  }), [mode])
  // Who has logged in is known here, and not asked for.
  const kind = useQuery({ ...meQuery, enabled: false }).data?.environment?.kind
  useEffect(() => { document.title = `${kind && kind !== 'production' ? `${t(`environment.${kind}`)} · ` : ''}${t('app.name')}` }, [kind, t])
  return (
    <AppearanceContext value={value}>
      <ConfigProvider theme={themeConfig(mode, still)} locale={i18n.language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
        <App component={false} message={{ maxCount: 3 }}>
          <NotifyAnchor />
          {children}
        </App>
      </ConfigProvider>
    </AppearanceContext>
  )
}
