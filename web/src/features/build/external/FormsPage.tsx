import { useTranslation } from 'react-i18next'
import type { ExternalBody } from '@/api/papers'
import { findObject } from '@/kernel/catalog'
import { DefinitionsPage } from '../designer/DefinitionsPage'
import { ExternalDesigner } from './ExternalDesigner'

/** The external forms there are, and the designer of one. */
export function FormsPage() {
  const { t } = useTranslation()
  return <DefinitionsPage<ExternalBody> kind="external_form" title={t('papers.forms')} nameOf={(body) => body.title} start={startOf} design={(props) => <ExternalDesigner {...props} />} />
}

function startOf(object: string, title: ExternalBody['title']): ExternalBody {
  const needed = findObject(object)?.fields.filter((one) => one.required && !one.read_only && (one.default === null || one.default === undefined)) ?? []
  return { object, title, fields: needed.map((one) => ({ key: one.key, required: true })) }
}
