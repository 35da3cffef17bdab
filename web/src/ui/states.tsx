import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/api/client'
import { problemWords } from './notify'

export function EmptyState({ title, help, action, tight, heading }: { title: string; help?: string; action?: ReactNode; tight?: boolean; heading?: boolean }) {
  return (
    <div className={`blank${tight ? ' tight' : ''}`}>
      {heading ? <h1>{title}</h1> : help ? <strong>{title}</strong> : <span>{title}</span>}
      {help && <span>{help}</span>}
      {action}
    </div>
  )
}

export function ErrorState({ error, onRetry, tight }: { error: unknown; onRetry?: () => void; tight?: boolean }) {
  const { t } = useTranslation()
  const problem = error instanceof ApiProblem ? error : null
  if (problem?.status === 401) return null
  const forbidden = problem?.status === 403
  return (
    <div className={`blank${tight ? ' tight' : ''}`} role="alert">
      <strong>{forbidden ? t('error.noRight') : problem?.status === 404 ? t('detail.notFound') : t('error.title')}</strong>
      <span>{forbidden ? t('error.noRightHelp') : problemWords(error)}</span>
      {problem?.requestId && <span className="small">{t('error.reference', { id: problem.requestId })}</span>}
      {onRetry && !forbidden && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  )
}

/** Grey bars in the shape of what comes; shown the first time only. */
export function Bones({ lines = 5, height }: { lines?: number; height?: number }) {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('common.loading')} style={{ padding: 16, minHeight: height }}>
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} className="bone" style={{ width: `${88 - ((at * 17) % 40)}%`, marginBottom: 14 }} />
      ))}
    </div>
  )
}
