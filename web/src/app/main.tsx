import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { whenSignedOut, whenUnfinished, whenWaiting } from '@/api/client'
import { queryClient } from '@/api/queries'
import { say, startI18n, storedLanguage } from '@/lib/i18n'
import { tell } from '@/ui/notify'
import { applyMode, storedMode } from '@/ui/theme/theme'
import '@/ui/theme/base.css'
import { registerParts } from './parts'
import { router } from './router'

whenSignedOut(() => {
  const { pathname, href } = router.state.location
  if (pathname === '/login') return
  const known = queryClient.getQueryData(['me']) !== undefined
  queryClient.clear()
  void router.navigate({ to: '/login', search: { next: href === '/' ? undefined : href, expired: known ? '1' : undefined }, replace: true })
})

whenUnfinished(() => {
  if (router.state.location.pathname !== '/login') void router.navigate({ to: '/login', search: { unfinished: '1' } as never, replace: true })
})

whenWaiting(() => { tell(say('reviews.asked')) })

applyMode(storedMode())
registerParts()
await startI18n(storedLanguage())

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
