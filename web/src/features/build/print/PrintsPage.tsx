import { useTranslation } from 'react-i18next'
import type { PrintBody } from '@/api/papers'
import { findObject } from '@/kernel/catalog'
import { pick } from '@/lib/i18n'
import { DefinitionsPage } from '../designer/DefinitionsPage'
import { PrintDesigner } from './PrintDesigner'

/** The print templates there are, and the designer of one. */
export function PrintsPage() {
  const { t } = useTranslation()
  return <DefinitionsPage<PrintBody> kind="print" title={t('papers.prints')} nameOf={(body) => body.label} about={{ head: t('papers.object'), of: ({ object }) => pick(findObject(object)?.label) || object }} ofObject start={(label, object) => startOf(object, label)} design={(props) => <PrintDesigner {...props} />} />
}

function startOf(object: string, label: PrintBody['label']): PrintBody {
  const fields = findObject(object)?.fields.filter((one) => one.kind !== 'children' && one.kind !== 'json').slice(0, 8).map((one) => one.key) ?? []
  return { object, label, paper: 'a4', margin_mm: 20, page_numbers: true, blocks: [{ kind: 'heading', text: label, level: 1, align: 'center' }, { kind: 'fields', fields, columns: 2 }] }
}
