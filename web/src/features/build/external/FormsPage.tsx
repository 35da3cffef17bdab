import { useTranslation } from 'react-i18next'
import type { ExternalBody } from '@/api/papers'
import { findObject, useMe } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { DefinitionsPage } from '../designer/DefinitionsPage'
import { ExternalDesigner } from './ExternalDesigner'

/** The external forms there are, and the designer of one. */
export function FormsPage() {
  const { t } = useTranslation()
  const { user } = useMe()
  return <DefinitionsPage<ExternalBody> kind="external_form" title={t('papers.forms')} nameOf={(body) => body.title} about={{ head: t('papers.object'), of: ({ object }) => pick(findObject(object)?.label) || object }} ofObject start={(title, object) => startOf(object, title, user.id)} design={(props) => <ExternalDesigner {...props} />} />
}

/** Answers belong to the maker at first: what belongs to nobody is seen only by who sees all. */
function startOf(object: string, title: ExternalBody['title'], owner_id: string): ExternalBody {
  const needed = findObject(object)?.fields.filter((one) => one.required && !one.read_only && (one.default === null || one.default === undefined)) ?? []
  return { object, title, owner_id, fields: needed.map((one) => ({ key: one.key, required: true })) }
}
