import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '@/api/groups'
import type { Block } from '@/api/pages'
import type { Filter, ObjectDef } from '@/api/types'
import { useObject } from '@/kernel/catalog'
import { joinParts } from '@/kernel/filters/parts'
import { pick } from '@/lib/i18n'
import { ErrorState } from '@/ui/states'
import { figureOf, figureWords, measureLabel, measuresOf } from '../figures'
import { filledFilter } from '../parameters'
import type { BlockProps } from './types'

/** The period that a number is compared with, as filters call it. */
function spanBefore({ span, against }: NonNullable<Block['compare']>): string {
  if (span === 'today') return 'yesterday'
  return `${span.replace('this_', 'last_')}${against === 'whole' ? '' : '_so_far'}`
}

/** One figure, and what it was in the period before. */
export function NumberBlock({ block, values }: BlockProps) {
  const object = useObject(block.object)
  return object ? <Figure block={block} values={values} object={object} /> : null
}

function useFigure(object: string, block: Block, filter: Filter | null, enabled: boolean) {
  return useQuery({ ...groupsQuery(object, { measures: measuresOf(block.measure), filter }), enabled })
}

function Figure({ block, values, object }: Omit<BlockProps, 'height'> & { object: ObjectDef }) {
  const { t } = useTranslation()
  const { compare, measure } = block
  const filter = useMemo(() => filledFilter(block.filter, values), [block.filter, values])
  const within = (span: string): Filter | null => joinParts([filter, compare ? { field: compare.field, op: 'within', value: span } : null])
  const asked = within(compare?.span ?? '')
  const now = useFigure(object.key, block, asked, true)
  const before = useFigure(object.key, block, within(compare ? spanBefore(compare) : ''), Boolean(compare))
  const error = now.error ?? before.error
  if (error) return <ErrorState error={error} onRetry={() => { void now.refetch(); void before.refetch() }} tight />
  const value = figureOf(now.data?.groups[0], measure) ?? (measure && measure !== 'count' ? null : 0)
  const was = Number(figureOf(before.data?.groups[0], measure) ?? 0)
  const share = was === 0 ? null : (Number(value ?? 0) - was) / Math.abs(was)
  return (
    <div className="block-pad block-number" aria-busy={now.isPending}>
      <div className="muted small">{pick(object.label_plural)} · {measureLabel(measure, object)}{compare && ` · ${t(`pages.span.${compare.span}`)}`}</div>
      <div className="block-figure num">
        {now.isPending ? <span className="bone" style={{ display: 'inline-block', width: 120, height: 28 }} /> : <Link to="/o/$object" params={{ object: object.key } as never} search={{ filter: asked ?? undefined } as never}>{figureWords(measure, value, object)}</Link>}
      </div>
      {compare && (
        <div className="small muted num">
          {before.isPending ? ' ' : <>{t(`pages.${compare.against === 'whole' ? 'before' : 'sameDays'}.${compare.span}`)} {figureWords(measure, figureOf(before.data?.groups[0], measure) ?? 0, object)} {share !== null && <span>{share >= 0 ? <ArrowUpOutlined aria-label={t('pages.more')} /> : <ArrowDownOutlined aria-label={t('pages.less')} />} {Math.abs(share * 100).toFixed(1)} %</span>}</>}
        </div>
      )}
    </div>
  )
}
