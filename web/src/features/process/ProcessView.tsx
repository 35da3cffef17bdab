import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '@/api/client'
import type { ProcessInstance } from '@/api/business'
import type { Tone } from '@/api/types'
import { formatInstant } from '@/lib/dates'
import { hasWords, pick } from '@/lib/i18n'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { Status } from '@/ui/Status'
import { PathGraph } from './PathGraph'

const tones: Record<string, Tone> = { running: 'wait', completed: 'ok', rejected: 'bad' }

export function ProcessView({ id }: { id: string | null }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['process', id],
    queryFn: () => get<ProcessInstance>(`/process-instances/${id}`),
    enabled: Boolean(id),
  })
  if (!id) return <EmptyState title={t('process.none')} tight />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={4} />
  const name = (node: string) => pick(data.definition.nodes.find((n) => n.id === node)?.label) || node
  const words = (prefix: string, key: string) => (hasWords(`${prefix}.${key}`) ? t(`${prefix}.${key}`) : key)
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row small">
        <b>{pick(data.definition.label)}</b>
        <span className="muted">{t('process.version', { n: data.definition.version })}</span>
        <Status tone={tones[data.status] ?? 'none'}>{words('process.status', data.status)}</Status>
      </div>
      <PathGraph instance={data} />
      <ol className="steps" aria-label={t('process.history')}>
        {data.history.filter((step) => step.kind !== 'exclusive').map((step, at) => (
          <li key={at}>
            <span><b>{name(step.node)}</b>{step.outcome && ` · ${words('process.outcome', step.outcome)}`}{step.actor && <span className="muted"> · {step.actor.name}</span>}</span>
            <time className="muted num" dateTime={step.at}>{formatInstant(step.at)}</time>
            {step.opinion && <span className="opinion">{step.opinion}</span>}
          </li>
        ))}
      </ol>
    </div>
  )
}
