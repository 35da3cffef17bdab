import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { pageQuery, type PageBody } from '@/api/pages'
import { useMe } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { PageGrid } from './PageGrid'
import { valuesOf } from './parameters'

/** A page that people laid out, at its address. */
export function PageView() {
  const { key } = useParams({ strict: false }) as { key: string }
  return <PageByKey pageKey={key} />
}

export function PageByKey({ pageKey }: { pageKey: string }) {
  const { data, error, refetch } = useQuery(pageQuery(pageKey))
  const search = useSearch({ strict: false }) as Record<string, unknown>
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones lines={10} height={480} />
  return <Page key={pageKey} page={data} search={search} />
}

function Page({ page, search }: { page: PageBody; search: Record<string, unknown> }) {
  const { t } = useTranslation()
  const { business_date: today } = useMe()
  const values = useMemo(() => valuesOf(page.parameters ?? [], search, today), [page, search, today])
  return (
    <div className="page">
      <div className="page-head"><h1 className="grow ellipsis">{pick(page.title)}</h1></div>
      {page.blocks.length === 0 ? <EmptyState title={t('pages.empty')} /> : <PageGrid blocks={page.blocks} values={values} />}
    </div>
  )
}
