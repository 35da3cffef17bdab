import type { PanelProps } from '@/kernel/detail/panels'
import { DecisionView } from './DecisionView'

export default function DecisionPanel({ object, record }: PanelProps) {
  const application = object.key === 'application' ? record.id : String(record.application_id ?? '')
  return <div className="panel panel-pad"><DecisionView application={application} /></div>
}
