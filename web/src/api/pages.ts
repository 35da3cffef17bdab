import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Filter, Label } from './types'

export type BlockKind = 'list' | 'form' | 'record' | 'related' | 'chart' | 'number' | 'text' | 'buttons' | 'frame'
export type ChartShape = 'bar' | 'line' | 'pie' | 'funnel'
export type Span = 'today' | 'this_week' | 'this_month' | 'this_quarter' | 'this_year'
export type ButtonKind = 'action' | 'process' | 'page' | 'list' | 'record' | 'url'

export interface PageParameter { key: string; kind: 'text' | 'number' | 'date' | 'boolean' | 'record'; object?: string; default?: unknown }
/** A button of a page or a record: runs an action, or leads somewhere. */
export interface ButtonDef {
  label: Label | string
  kind: ButtonKind
  action?: string
  values?: Record<string, unknown>
  /** Started on `record`, which is of `object`. */
  process?: string
  page?: string
  params?: Record<string, unknown>
  object?: string
  filter?: Filter | null
  record?: string
  url?: string
  visible_when?: string
}
/** A place on the grid of twelve columns. */
export interface Place { x: number; y: number; w: number; h: number }
export interface Block extends Place {
  id: string
  kind: BlockKind
  title?: Label
  unreadable?: boolean
  object?: string
  columns?: string[]
  filter?: Filter | null
  sort?: string | null
  limit?: number
  view?: 'table' | 'kanban' | 'calendar' | 'gallery'
  group?: string
  date?: string
  presets?: Record<string, unknown>
  parameter?: string
  via?: string
  by?: string
  measure?: string
  shape?: ChartShape
  /** Against the same days of the period before, unless said otherwise. */
  compare?: { field: string; span: Span; against?: 'same_days' | 'whole' } | null
  text?: Label | string
  buttons?: ButtonDef[]
  url?: string
}
export interface PageBody { title: Label; icon?: string | null; roles?: string[]; parameters?: PageParameter[]; blocks: Block[] }
export interface PageDef extends PageBody { key: string; version: number }
export interface PageEntry { key: string; title: Label; icon?: string | null }

export const pagesQuery = queryOptions({ queryKey: ['pages'], queryFn: () => get<{ items: PageEntry[] }>('/pages') })

export function pageQuery(key: string) {
  return queryOptions({ queryKey: ['page', key], staleTime: 60_000, queryFn: () => get<PageDef>(`/pages/${encodeURIComponent(key)}`) })
}
