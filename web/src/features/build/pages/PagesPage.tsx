import { useTranslation } from 'react-i18next'
import type { PageBody } from '@/api/pages'
import { DefinitionsPage } from '../designer/DefinitionsPage'
import { PageDesigner } from './PageDesigner'

/** The pages there are, and the designer of one. */
export function PagesPage() {
  const { t } = useTranslation()
  return (
    <DefinitionsPage<PageBody> kind="page" title={t('pageDesigner.pages')} create={t('pageDesigner.create')} help={t('pageDesigner.noneHelp')} nameOf={(body) => body.title}
      about={{ head: t('pageDesigner.blocks'), of: (body) => body.blocks?.length ?? 0 }} address={(key) => `/p/${key}`} start={(title) => ({ title, blocks: [] })} design={(props) => <PageDesigner {...props} />} />
  )
}
