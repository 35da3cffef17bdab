import type { Schedule } from '@/api/business'
import type { PanelProps } from '@/kernel/detail/panels'
import { Bones, ErrorState } from '@/ui/states'
import { RateLine, ScheduleTable } from './ScheduleTable'
import { useLoanPart } from './useLoanPart'

export default function SchedulePanel({ object, record }: PanelProps) {
  const id = object.key === 'loan' ? record.id : String(record.loan_id ?? '')
  const { data, error, refetch } = useLoanPart<Schedule>(id, 'schedule')
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={8} />
  return <div className="panel panel-pad stack"><RateLine rates={data.rates} /><ScheduleTable items={data.items} totals={data.totals} /></div>
}
