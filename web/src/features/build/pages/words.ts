import type { Difference } from '@/api/building'
import type { Block, PageBody } from '@/api/pages'
import { findObject } from '@/kernel/catalog'
import { hasWords, pick, say } from '@/lib/i18n'
import { listWords, partWords as sentence, quoted } from '@/lib/phrases'
import type { Told } from '../designer/Differences'

/** What a block is called: its title, or its kind and object. */
export function blockName(block: Block): string {
  const of = pick(findObject(block.object ?? '')?.label)
  return pick(block.title) || (of ? `${say(`pages.kinds.${block.kind}`)} · ${of}` : say(`pages.kinds.${block.kind}`))
}

function partWords(part: string): string {
  const key = `pageDesigner.parts.${part}`
  return hasWords(key) ? say(key) : part
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (typeof value === 'boolean') return say(value ? 'common.yes' : 'common.no')
  if (Array.isArray(value)) return listWords(value.map(valueWords))
  if (typeof value !== 'object') return String(value)
  const one = value as Record<string, unknown>
  if ('zh' in one) return pick(one as never)
  if ('kind' in one && 'id' in one) return blockName(one as unknown as Block)
  if ('label' in one) return pick(one.label as never)
  return sentence(Object.entries(one).map(([key, each]) => `${partWords(key)} ${valueWords(each)}`.trim()))
}

/** One difference of two pages, or two menus, in words. */
export function differenceWords(one: Difference, body: PageBody | null): Told {
  const steps = one.path.split('/').filter(Boolean)
  const where = steps.map((step, at) => {
    const block = at === 1 && steps[0] === 'blocks' ? body?.blocks.find((each) => each.id === step) : undefined
    return block ? quoted(blockName(block)) : /^\d+$/.test(step) ? String(Number(step) + 1) : partWords(step)
  })
  return { where: where.join(' › '), what: say(`designer.change.${one.change}`), old: valueWords(one.old), new: valueWords(one.new) }
}
