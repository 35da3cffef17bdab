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
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} tight />
  if (!data) return <Bones lines={4} />
  if (data.changes.length === 0) return <p>{t('designer.noDiff')}</p>
  return (
    <div className="scroll-x" style={{ maxHeight: 360, overflowY: 'auto' }} tabIndex={0} role="region" aria-label={t('designer.diff')}>
      <table className="sheet">
        <thead><tr><th>{t('designer.diff')}</th><th>{t('common.field')}</th><th>{t('common.before')}</th><th>{t('common.after')}</th></tr></thead>
        <tbody>
          {data.changes.map((change, at) => {
            const words = tell(change)
            return <tr key={at}><td>{words.what}</td><td className="wrap">{words.where}</td><td className="wrap">{words.old}</td><td className="wrap">{words.new}</td></tr>
          })}
        </tbody>
      </table>
    </div>
  )
}
