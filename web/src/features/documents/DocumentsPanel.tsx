import { useObject } from '@/kernel/catalog'
import type { PanelProps } from '@/kernel/detail/panels'
import { DocumentsView } from './DocumentsView'

export default function DocumentsPanel({ object, record }: PanelProps) {
  const document = useObject('document')
  const via = document?.fields.find((f) => f.key === `${object.key}_id`)?.key ?? document?.fields.find((f) => f.target === object.key)?.key ?? `${object.key}_id`
  return <div className="panel panel-pad"><DocumentsView owner={object.key} id={record.id} via={via} /></div>
}
