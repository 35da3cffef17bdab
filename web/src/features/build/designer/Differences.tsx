import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { differencesQuery, type Difference } from '@/api/building'
import { Bones, ErrorState } from '@/ui/states'

/** A difference as a builder reads it. */
export interface Told { where: string; what: string; old: string; new: string }
interface Props { kind: string; definitionKey: string; version: number | null; words: (one: Difference) => Told }

/** What a draft changes against what is published, in words. */
export function Differences({ kind, definitionKey, version, words: tell }: Props) {
  const { t } = useTranslation()
  // Publishing moves the version on while this is still on the screen.
  const [from] = useState(version)
  const { data, error, refetch } = useQuery({ ...differencesQuery(kind, definitionKey, from ?? 0, 0), enabled: from !== null })
  if (from === null) return <p>{t('designer.firstVersion')}</p>
  return (
    <div className="differences" tabIndex={0} role="region" aria-label={t('designer.diff')} aria-busy={!data && !error}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} tight /> : !data ? <Bones lines={4} /> : data.changes.length === 0 ? <p>{t('designer.noDiff')}</p> : <Changes told={data.changes.map(tell)} />}
    </div>
  )
}

/** Differences as a table. */
export function Changes({ told }: { told: Told[] }) {
  const { t } = useTranslation()
  return (
    <table className="sheet">
      <thead><tr><th>{t('designer.diff')}</th><th>{t('common.field')}</th><th>{t('common.before')}</th><th>{t('common.after')}</th></tr></thead>
      <tbody>
        {told.map((one, at) => <tr key={at}><td>{one.what}</td><td className="wrap">{one.where}</td><td className="wrap">{one.old}</td><td className="wrap">{one.new}</td></tr>)}
      </tbody>
    </table>
  )
}
