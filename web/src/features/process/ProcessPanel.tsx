import type { PanelProps } from '@/kernel/detail/panels'
import { ProcessView } from './ProcessView'

export default function ProcessPanel({ record }: PanelProps) {
  return <div className="panel panel-pad"><ProcessView id={(record.process_instance_id as string | null) ?? null} /></div>
}
