import { Drawer } from 'antd'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '@/api/live'
import { NameAdministrators } from '@/features/account/NameAdministrators'
import { GuideOffer } from '@/features/guide/GuideOffer'
import { offeredTo } from '@/features/guide/tours'
import { useMe } from '@/kernel/catalog'
import { PreviewBanner } from '@/kernel/rights/PreviewBanner'
import { readStored, writeStored } from '@/lib/storage'
import { Boundary } from '@/ui/Boundary'
import { usePhone } from '@/ui/useMedia'
import { Watermark } from '@/ui/Watermark'
import { PrintHead } from './PrintHead'
import { SideMenu } from './SideMenu'
import { TopBar } from './TopBar'
import './frame.css'

const StepUp = lazy(() => import('@/features/login/StepUp'))
const SearchDialog = lazy(() => import('@/features/search/SearchDialog'))
const NotificationsDrawer = lazy(() => import('@/features/notify/NotificationsDrawer'))
const GuideTour = lazy(() => import('@/features/guide/GuideTour'))
const HelpDrawer = lazy(() => import('@/features/help/HelpDrawer'))
const JobsDrawer = lazy(() => import('@/features/jobs/JobsDrawer'))

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

export function Frame() {
  const { t } = useTranslation()
  const me = useMe()
  useLive()
  const phone = usePhone()
  const [collapsed, setCollapsed] = useState(() => readStored('menu-collapsed', false))
  const [drawer, setDrawer] = useState(false)
  const [searching, setSearching] = useState(false)
  const [jobs, setJobs] = useState(false)
  const [told, setTold] = useState(false)
  const [help, setHelp] = useState(false)
  const [guide, setGuide] = useState<string>()
  const offered = guide ? undefined : offeredTo(me)
  const endGuide = useCallback(() => setGuide(undefined), [])
  const pathname = useRouterState({ select: (s) => s.location.pathname })

  useEffect(() => { setDrawer(false) }, [pathname])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const hotkey = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      if (event.key === 'F1' || (event.key === '?' && !isTyping(event.target))) { event.preventDefault(); setHelp(true); return }
      // "/" belongs to the list's own search box where there is one.
      const slash = event.key === '/' && !isTyping(event.target) && !document.querySelector('[data-list-search]')
      if (!hotkey && !slash) return
      event.preventDefault()
      setSearching(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const toggleMenu = () => {
    if (phone) { setDrawer(true); return }
    setCollapsed(!collapsed)
    writeStored('menu-collapsed', !collapsed)
  }
  return (
    <div className="frame">
      <a className="skip" href="#content">{t('frame.skip')}</a>
      {!phone && <SideMenu collapsed={collapsed} onToggle={toggleMenu} />}
      {phone && (
        <Drawer open={drawer} onClose={() => setDrawer(false)} placement="left" size={264} title={t('app.name')} styles={{ body: { padding: 8 } }}>
          <SideMenu collapsed={false} inDrawer />
        </Drawer>
      )}
      <div className="frame-main">
        <PreviewBanner />
        {me.second_person === false && <div className="alone-banner" role="status">{t('reviews.alone')}</div>}
        <TopBar onTold={() => setTold(true)} phone={phone} onMenu={toggleMenu} onSearch={() => setSearching(true)} onJobs={() => setJobs(true)} onHelp={() => setHelp(true)} />
        <NameAdministrators />
        {offered && <GuideOffer guide={offered} onStart={() => setGuide(offered)} />}
        <main id="content" tabIndex={-1} className="frame-content">
          <PrintHead key={`print${pathname}`} />
          <Boundary key={pathname}><Outlet /></Boundary>
        </main>
      </div>
      <Watermark text={`${me.preview ? `${me.preview.by} · ` : ''}${me.user.name} ${me.user.username} ${me.business_date}`} />
      <Suspense>
        <StepUp />
        {searching && <SearchDialog onClose={() => setSearching(false)} />}
        {told && <NotificationsDrawer onClose={() => setTold(false)} />}
        {help && <HelpDrawer onClose={() => setHelp(false)} onGuide={(one) => { setHelp(false); setGuide(one) }} />}
        {guide && <GuideTour guide={guide} onClose={endGuide} />}
        {jobs && <JobsDrawer onClose={() => setJobs(false)} />}
      </Suspense>
    </div>
  )
}
