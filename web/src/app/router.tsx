import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect, Outlet } from '@tanstack/react-router'
import { ApiProblem, UNFINISHED } from '@/api/client'
import { catalogQuery, meQuery, queryClient } from '@/api/queries'
import type { Topic } from '@/features/help/topics'
import { setTimeZone } from '@/lib/dates'
import { ErrorState, Bones } from '@/ui/states'
import { menuEntries } from '@/kernel/catalog'
import { Appearance } from './Appearance'
import { Frame } from './Frame'
import { NotFound } from './NotFound'
import { parseSearch, stringifySearch } from '@/lib/search-params'

/** Messages and dialogs live inside the router: what they say may link to a record. */
const root = createRootRoute({
  component: () => <Appearance><Outlet /></Appearance>,
  notFoundComponent: NotFound,
})

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('@/features/login/LoginPage'), 'LoginPage'),
})

const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: lazyRouteComponent(() => import('@/features/login/SetPasswordPage'), 'SetPasswordPage'),
})

const external = createRoute({
  getParentRoute: () => root,
  path: '/f/$token',
  component: lazyRouteComponent(() => import('@/features/external/ExternalPage'), 'ExternalPage'),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ location }) => {
    try {
      const [me] = await Promise.all([queryClient.ensureQueryData(meQuery), queryClient.ensureQueryData(catalogQuery)])
      setTimeZone(me.lender.time_zone)
      // A role without a home page starts at the first page it has.
      const paths = menuEntries(me.menu).flatMap((item) => item.path ?? [])
      if (location.pathname === '/' && !me.home && paths[0] && !paths.includes('/')) throw redirect({ href: paths[0] })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        throw redirect({ to: '/login', search: { next: location.href === '/' ? undefined : location.href } as never })
      }
      if (error instanceof ApiProblem && UNFINISHED.has(error.code)) throw redirect({ to: '/login', search: { unfinished: '1' } as never })
      throw error
    }
  },
  errorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
})

type Loader = Parameters<typeof lazyRouteComponent>[0]
/** A page, with the topic of the help that is about it. */
const page = (path: string, load: Loader, name: string, help: Topic) =>
  createRoute({ getParentRoute: () => frame, path, component: lazyRouteComponent(load, name), staticData: { help } })

const pages = [
  page('/', () => import('@/features/home/HomeRoute'), 'HomeRoute', 'home'),
  page('/p/$key', () => import('@/features/pages/PageView'), 'PageView', 'home'),
  page('/o/$object', () => import('@/kernel/list/ListPage'), 'ListPage', 'lists'),
  page('/o/$object/new', () => import('@/kernel/form/CreatePage'), 'CreatePage', 'record'),
  page('/o/$object/$id', () => import('@/kernel/detail/DetailPage'), 'DetailPage', 'record'),
  page('/account', () => import('@/features/account/AccountPage'), 'AccountPage', 'account'),
  page('/inbox', () => import('@/features/inbox/InboxPage'), 'InboxPage', 'inbox'),
  page('/reviews', () => import('@/features/reviews/ReviewsPage'), 'ReviewsPage', 'reviews'),
  page('/collections', () => import('@/features/collections/CollectionsPage'), 'CollectionsPage', 'collections'),
  page('/portfolio', () => import('@/features/portfolio/PortfolioPage'), 'PortfolioPage', 'portfolio'),
  page('/quote', () => import('@/features/quote/QuotePage'), 'QuotePage', 'quote'),
  page('/admin/objects', () => import('@/features/build/ObjectsPage'), 'ObjectsPage', 'objects'),
  page('/admin/pages', () => import('@/features/build/pages/PagesPage'), 'PagesPage', 'pages'),
  page('/admin/prints', () => import('@/features/build/print/PrintsPage'), 'PrintsPage', 'prints'),
  page('/admin/forms', () => import('@/features/build/external/FormsPage'), 'FormsPage', 'forms'),
  page('/admin/packages', () => import('@/features/build/packages/PackagesPage'), 'PackagesPage', 'packages'),
  page('/admin/menu', () => import('@/features/build/menu/MenuPage'), 'MenuPage', 'menu'),
  page('/admin/roles', () => import('@/features/admin/RolesPage'), 'RolesPage', 'rights'),
  page('/admin/access', () => import('@/features/admin/AccessPage'), 'AccessPage', 'access'),
  page('/admin/audit', () => import('@/features/admin/AuditPage'), 'AuditPage', 'audit'),
  page('/admin/day-end', () => import('@/features/admin/DayEndPage'), 'DayEndPage', 'day_end'),
  createRoute({ getParentRoute: () => frame, path: '/admin/users', beforeLoad: () => { throw redirect({ to: '/o/$object', params: { object: 'user' } } as never) } }),
  createRoute({ getParentRoute: () => frame, path: '$', component: NotFound }),
]

export const router = createRouter({
  routeTree: root.addChildren([login, setPassword, external, frame.addChildren(pages)]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 60,
  defaultPendingMs: 300,
  defaultPendingComponent: () => <Bones lines={8} />,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
})

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption { help?: Topic }
}
