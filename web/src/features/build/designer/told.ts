import type { Difference } from '@/api/building'
import { pick, say } from '@/lib/i18n'
import { listWords, partWords } from '@/lib/phrases'
import type { Told } from './Differences'

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return say(value ? 'common.yes' : 'common.no')
  if (Array.isArray(value)) return listWords(value.map(valueWords))
  if (typeof value !== 'object') return String(value).slice(0, 200)
  return 'zh' in value ? pick(value as never) : partWords(Object.values(value).map(valueWords))
}

/** A difference of two definitions, with the words for its parts. */
export function toldBy(parts: Record<string, string>): (one: Difference) => Told {
  return (one) => ({
    where: one.path.split('/').filter(Boolean).map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : parts[step] ?? step)).join(' › '),
    what: say(`designer.change.${one.change}`), old: valueWords(one.old), new: valueWords(one.new),
  })
}
