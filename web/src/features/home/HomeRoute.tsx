import { lazy } from 'react'
import { useMe } from '@/kernel/catalog'
import { HomePage } from './HomePage'

const PageByKey = lazy(() => import('@/features/pages/PageView').then((m) => ({ default: m.PageByKey })))

/** The home page of the caller's role; the installed one where it has none. */
export function HomeRoute() {
  const { home } = useMe()
  return home ? <PageByKey pageKey={home} /> : <HomePage />
}
