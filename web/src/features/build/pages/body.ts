import type { Block, BlockKind, PageBody, Place } from '@/api/pages'
import type { FieldDef, ObjectDef } from '@/api/types'
import { freeName } from '../lists'

export const COLUMNS = 12
export const KINDS: BlockKind[] = ['list', 'chart', 'number', 'text', 'buttons', 'form', 'record', 'related', 'frame']
const SIZES: Record<BlockKind, { w: number; h: number }> = {
  list: { w: 8, h: 6 }, chart: { w: 6, h: 6 }, number: { w: 3, h: 2 }, text: { w: 4, h: 3 }, buttons: { w: 4, h: 2 },
  form: { w: 6, h: 8 }, record: { w: 4, h: 6 }, related: { w: 8, h: 5 }, frame: { w: 6, h: 8 },
}

function overlaps(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

/** A place on the grid: whole cells, not over an edge, at least one cell large. */
export function fitted(place: Place): Place {
  const w = Math.max(1, Math.min(COLUMNS, Math.round(place.w)))
  return { w, h: Math.max(1, Math.round(place.h)), x: Math.max(0, Math.min(COLUMNS - w, Math.round(place.x))), y: Math.max(0, Math.round(place.y)) }
}

/** Puts a block to a place; those it would cover go down as far as they must, all others stay. */
export function put(blocks: readonly Block[], id: string, place: Place): Block[] {
  const target = fitted(place)
  const settled: (Place & { id: string })[] = [{ id, ...target }]
  for (const one of blocks.filter((block) => block.id !== id).sort((a, b) => a.y - b.y || a.x - b.x)) {
    let y = one.y
    for (;;) {
      const below = settled.filter((other) => overlaps({ ...one, y }, other))
      if (below.length === 0) break
      y = Math.max(...below.map((other) => other.y + other.h))
    }
    settled.push({ id: one.id, x: one.x, y, w: one.w, h: one.h })
  }
  const found = new Map(settled.map((one) => [one.id, one]))
  return blocks.map((block) => ({ ...block, ...found.get(block.id) }))
}

export function moveBy(blocks: readonly Block[], id: string, dx: number, dy: number): Block[] {
  const block = blocks.find((one) => one.id === id)
  return block ? put(blocks, id, { ...placeOf(block), x: block.x + dx, y: block.y + dy }) : [...blocks]
}

export function resizeBy(blocks: readonly Block[], id: string, dw: number, dh: number): Block[] {
  const block = blocks.find((one) => one.id === id)
  return block ? put(blocks, id, { ...placeOf(block), w: Math.min(block.w + dw, COLUMNS - block.x), h: block.h + dh }) : [...blocks]
}

export const placeOf = ({ x, y, w, h }: Place): Place => ({ x, y, w, h })

/** The first free place of a size, row by row. */
export function freePlace(blocks: readonly Block[], size: { w: number; h: number }): Place {
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + size.w <= COLUMNS; x += 1) {
      const place = { x, y, ...size }
      if (!blocks.some((one) => overlaps(one, place))) return place
    }
  }
}

const NUMERIC = new Set(['number', 'money', 'percent', 'rating'])
const GROUPED = new Set(['choice', 'boolean', 'reference', 'user', 'department', 'date', 'datetime', 'text', 'number', 'rating'])
export const isDay = (field: FieldDef | undefined): boolean => field?.kind === 'date' || field?.kind === 'datetime'
export const isMeasured = (field: FieldDef): boolean => NUMERIC.has(field.kind) && !field.derived
export const isGrouped = (field: FieldDef): boolean => GROUPED.has(field.kind) && !field.derived

/** What a block of a kind says of an object, with the first fields that suit. */
export function about(kind: BlockKind, object: ObjectDef): Partial<Block> {
  const columns = object.views[0]?.columns.slice(0, 5) ?? []
  if (kind === 'list' || kind === 'related') return { object: object.key, columns, sort: object.views[0]?.sort ?? undefined, limit: 10, filter: undefined, via: undefined }
  if (kind === 'record') return { object: object.key, columns: [] }
  if (kind === 'form') return { object: object.key, presets: {} }
  const grouped = object.fields.filter(isGrouped)
  const by = grouped.find((field) => field.kind === 'choice') ?? grouped.find(isDay) ?? grouped[0]
  const figures = { object: object.key, measure: 'count', filter: undefined }
  return kind === 'chart' ? { ...figures, by: isDay(by) ? `${by!.key}:month` : by?.key, shape: 'bar' } : { ...figures, compare: undefined }
}

const NEW: Partial<Record<BlockKind, Partial<Block>>> = { text: { text: { zh: '', en: '' } }, buttons: { buttons: [] }, frame: { url: '' } }

export function newBlock(blocks: readonly Block[], kind: BlockKind, object: ObjectDef | undefined, at?: { x: number; y: number }): Block {
  const size = SIZES[kind]
  const place = at ? fitted({ ...at, ...size }) : freePlace(blocks, size)
  const start = NEW[kind] ?? (object ? about(kind, object) : {})
  return { id: freeName('block', blocks.map((one) => one.id)), kind, ...place, ...start }
}

export function changeBlock(body: PageBody, id: string, part: Partial<Block>): PageBody {
  return { ...body, blocks: body.blocks.map((one) => (one.id === id ? cleaned({ ...one, ...part }) : one)) }
}

/** What is said of nothing is not kept. */
function cleaned(block: Block): Block {
  return Object.fromEntries(Object.entries(block).filter(([, value]) => value !== undefined && value !== null && value !== '')) as unknown as Block
}
