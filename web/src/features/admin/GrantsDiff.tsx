import { useTranslation } from 'react-i18next'
import type { Label } from '@/api/types'
import { pick } from '@/lib/i18n'
import { colonWords } from '@/lib/phrases'
import { differences, type Grants } from './grants'

interface Named { key: string; label: Label; fields: { key: string; label: Label }[] }

/** What is about to be saved, right by right. */
export function GrantsDiff({ before, after, objects, actions }: { before: Grants; after: Grants; objects: Named[]; actions: Record<string, Label> }) {
  const { t } = useTranslation()
  const value = (kind: string, word: unknown) => {
    if (kind === 'scope') return word ? t(`admin.scopes.${String(word)}`) : '—'
    if (kind === 'field') return word ? t(`admin.access.${String(word)}`) : t('admin.defaultAccess')
    return t(word ? 'admin.granted' : 'admin.notGranted')
  }
  const named = (object: string) => objects.find((one) => one.key === object)
  return (
    <ul className="grants-diff">
      {differences(before, after).map((one) => {
        const object = one.object ? named(one.object) : undefined
        const field = object?.fields.find((each) => each.key === one.field)
        const what = one.kind === 'action' ? pick(actions[one.key]) || one.key : one.kind === 'scope' ? t('admin.scope') : one.kind === 'field' ? pick(field?.label) || one.field : t(`admin.${one.key}`)
        return <li key={`${one.object ?? ''}:${one.kind}:${one.key}`}>{one.object && <strong>{pick(object?.label) || one.object} </strong>}{colonWords(what ?? '', '')}<del className="muted">{value(one.kind, one.old)}</del> → <ins>{value(one.kind, one.now)}</ins></li>
      })}
    </ul>
  )
}
