import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '@/api/queries'
import type { DecisionExplanation } from '@/api/business'
import type { FieldDef, Label, RecordRow, Tone } from '@/api/types'
import { fieldOf, findObject, useObject } from '@/kernel/catalog'
import { specOf } from '@/kernel/fields/registry'
import { formatInstant } from '@/lib/dates'
import { hasWords, pick, say } from '@/lib/i18n'
import { Explain } from '@/ui/Explain'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { Status } from '@/ui/Status'

const tones: Record<string, Tone> = { approve: 'ok', refer: 'warn', decline: 'bad' }

function factWords(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (typeof value === 'object') return 'zh' in value || 'en' in value ? pick(value as Label) : JSON.stringify(value)
  return typeof value === 'boolean' ? say(value ? 'common.yes' : 'common.no') : String(value)
}

/** The facts a rule saw: of whole records the fields that the catalog names, with their object before them. */
function flatFacts(facts: Record<string, unknown>, subject?: (key: string) => FieldDef | undefined) {
  return Object.entries(facts).flatMap(([key, value]) => {
    const object = findObject(key)
    if (value !== null && typeof value === 'object' && object) {
      return Object.entries(value).flatMap(([name, inner]) => {
        const field = fieldOf(object, name)
        if (!field || inner === null || ['reference', 'user', 'department'].includes(field.kind)) return []
        return [{ key: `${key}.${name}`, label: `${pick(object.label)} · ${pick(field.label)}`, words: specOf(field.kind).words(inner, field) }]
      })
    }
    if (value !== null && typeof value === 'object' && !('zh' in value)) return []
    const field = subject?.(key)
    return [{ key, label: field ? pick(field.label) : key, words: field && value !== null ? specOf(field.kind).words(value, field) : factWords(value) }]
  })
}

function OneDecision({ record, outcomeField, subject }: { record: RecordRow; outcomeField?: FieldDef; subject?: (key: string) => FieldDef | undefined }) {
  const { t } = useTranslation()
  const { reasons = [], score_lines: lines = [], facts = {} } = (record.explanation ?? {}) as DecisionExplanation
  const outcome = String(record.outcome ?? '')
  const words = hasWords(`decision.outcome.${outcome}`) ? t(`decision.outcome.${outcome}`) : outcomeField ? specOf('choice').words(outcome, outcomeField) : outcome
  const sum = lines.reduce((total, line) => total + line.points, 0)
  const base = typeof record.score === 'number' ? record.score - sum : null
  const hits = reasons.filter((r) => r.hit)
  const sorted = [...hits, ...reasons.filter((r) => !r.hit)]
  return (
    <div className="stack" style={{ gap: 12 }}>
      <div className="row row-wrap">
        <Status tone={tones[outcome] ?? 'none'}>{words}</Status>
        {record.score !== null && record.score !== undefined && <span>{t('decision.score')} <b className="num">{String(record.score)}</b></span>}
        {record.band ? <span>{t('decision.band')} <b>{String(record.band)}</b></span> : null}
        {typeof record.created_at === 'string' && <span className="muted small num">{formatInstant(record.created_at)}</span>}
        <Explain>{t('decision.explain')}</Explain>
      </div>
      {hits.length === 0 && reasons.length > 0 && <p className="small muted">{t('decision.noneHit')}</p>}
      {sorted.length > 0 && (
        <ul className="rules" aria-label={t('decision.reasons')}>
          {sorted.map((reason) => (
            <li key={reason.code}><Status tone={reason.hit ? 'warn' : 'none'}>{t(reason.hit ? 'decision.hit' : 'decision.notHit')}</Status><span className="grow">{pick(reason.label)}</span><code className="small muted">{reason.code}</code></li>
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('decision.lines')}>
          <table className="sheet">
            <thead><tr><th>{t('decision.characteristic')}</th><th>{t('decision.value')}</th><th className="right">{t('decision.points')}</th></tr></thead>
            <tbody>{base !== null && base !== 0 && <tr><td colSpan={2}>{t('decision.base')}</td><td className="right">{base}</td></tr>}{lines.map((line, at) => <tr key={at}><td className="wrap">{pick(line.characteristic)}</td><td className="wrap">{factWords(line.value)}</td><td className="right">{line.points}</td></tr>)}</tbody>
            <tfoot><tr><td colSpan={2}>{t('decision.sum')}</td><td className="right">{base === null ? sum : base + sum}</td></tr></tfoot>
          </table>
        </div>
      )}
      {Object.keys(facts).length > 0 && (
        <details>
          <summary className="small muted">{t('decision.facts')}</summary>
          <dl className="facts small" style={{ marginTop: 8 }}>
            {flatFacts(facts, subject).map(({ key, label, words }) => <div key={key}><dt>{label}</dt><dd>{words}</dd></div>)}
          </dl>
        </details>
      )}
    </div>
  )
}

/** The rule results of an application in words, the newest first. */
export function DecisionView({ application, only }: { application: string; only?: number }) {
  const { t } = useTranslation()
  const object = useObject('decision')
  const subject = useObject('application')
  const { data, error, refetch } = useQuery({ ...recordsQuery('decision', { filter: { field: 'application_id', op: 'eq', value: application }, sort: '-created_at', limit: 10 }), enabled: Boolean(object) })
  if (!object) return <EmptyState title={t('error.noRight')} tight />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={5} />
  if (data.items.length === 0) return <EmptyState title={t('decision.none')} tight />
  return (
    <div className="stack">
      {data.items.slice(0, only).map((record) => <OneDecision key={record.id} record={record} outcomeField={fieldOf(object, 'outcome')} subject={(key) => subject && fieldOf(subject, key)} />)}
    </div>
  )
}
