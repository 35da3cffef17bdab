import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { waits } from '@/api/rights'
import type { ActionSpec, RecordRow } from '@/api/types'
import { hasWords, pick, say } from '@/lib/i18n'
import { formatAmount } from '@/lib/money'
import { show, tell } from '@/ui/notify'
import { findObject, titleOf } from '../catalog'
import { knownName } from '../fields/reference/names'
import { OneTimeLink } from './OneTimeLink'

/** Where an action's result can be looked at: the first id in the result that names a readable object. */
function resultLink(result: Record<string, unknown>, self?: string): ReactNode {
  for (const key of ['application_id', 'contract_id', 'disbursement_id', 'loan_id', 'party_id', 'id']) {
    const id = result[key]
    const object = key === 'id' ? undefined : key.replace(/_id$/, '')
    if (typeof id === 'string' && object && id !== self && findObject(object)?.rights.read) {
      return <Link to="/o/$object/$id" params={{ object, id } as never}>{say('action.view', { name: pick(findObject(object)?.label) })}</Link>
    }
  }
  return null
}

/** Says what happened, with the numbers and names of this very action. */
export function outcomeWords(action: ActionSpec, record: RecordRow | undefined, input: Record<string, unknown>, result: Record<string, unknown>): ReactNode {
  const object = action.object ? findObject(action.object) : undefined
  const title = record && object ? titleOf(object, record) : ''
  const values: Record<string, unknown> = { ...input, ...result, title }
  for (const field of action.fields) {
    const value = values[field.key]
    if (field.kind === 'money') values[field.key] = formatAmount(value as string)
    if (['user', 'reference', 'department'].includes(field.kind)) values[field.key.replace(/_id$/, '')] = knownName(String(value ?? ''))
  }
  const key = `outcome.${action.name.replace('.', '_')}`
  const words = hasWords(key) ? say(key, values) : title ? say('action.done', { title, name: pick(action.label) }) : say('action.doneBare', { name: pick(action.label) })
  const message = typeof result.message === 'string' ? result.message : result.message ? pick(result.message as never) : words
  return <>{message} {resultLink(result, record?.id)}</>
}

/** Says what happened; a link that the action gave out stays until it is put away, as it is shown only this once. */
export function tellOutcome(action: ActionSpec, record: RecordRow | undefined, input: Record<string, unknown>, result: Record<string, unknown>): void {
  if (waits(result)) return // it has been said that a second person was asked
  const inner = result.result
  if (typeof inner === 'object' && inner !== null && 'link' in inner) { tellOutcome(action, record, input, inner as Record<string, unknown>); return }
  const words = outcomeWords(action, record, input, result)
  if (typeof result.link === 'string') show(words, <OneTimeLink link={result.link} expires={String(result.expires_at)} />)
  else tell(words)
}
