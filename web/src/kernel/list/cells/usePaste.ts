import { useState } from 'react'
import { refreshAfter } from '@/api/queries'
import type { ObjectDef, RecordRow } from '@/api/types'
import { pick, say } from '@/lib/i18n'
import { useBusy } from '@/ui/useBusy'
import { titleOf } from '../../catalog'
import { isEditable } from '../../detail/sections'
import { onlyRead } from '../../rights/allowed'
import type { Column } from '../columns'
import { bare, isPastable, readText } from './cell-text'
import { findNamed, NAMED, type Found } from './named'
import type { Box } from './range'
import { LIMIT, whyNot, writeEach, type Result } from '../writes'

type Values = Record<string, unknown>
interface Change { record: RecordRow; values: Values }
export interface Pasted { cells: number; undo: { id: string; version: number; values: Values }[]; faults: string[]; undone: boolean }

/** The part of a list that pasted cells fall on, and the text for each of its cells; one cell fills the whole range. */
function target(columns: Column[], rows: RecordRow[], box: Box, cells: string[][]) {
  const one = cells.length === 1 && cells[0]!.length === 1 ? cells[0]![0]! : undefined
  const height = one === undefined ? cells.length : box.bottom - box.top + 1
  const width = one === undefined ? Math.max(...cells.map((row) => row.length)) : box.right - box.left + 1
  const shown = columns.slice(box.left, box.left + width)
  const records = rows.slice(box.top, box.top + height)
  return { shown, records, over: height - records.length, overColumns: width - shown.length, textAt: (down: number, aside: number) => one ?? cells[down]?.[aside] }
}

/** Asks for the records that the pasted cells name. */
export function namedBy(columns: Column[], rows: RecordRow[], box: Box, cells: string[][]): Promise<Found> {
  const { shown, records, textAt } = target(columns, rows, box, cells)
  const asked = shown.filter((column) => NAMED.has(column.field.kind) && isPastable(column))
  return findNamed(asked, (column) => records.flatMap((_, down) => bare(textAt(down, shown.indexOf(column)) ?? '') || []))
}

/** The changes that pasted cells make, and what of them cannot be. */
export function changesOf(object: ObjectDef, columns: Column[], rows: RecordRow[], box: Box, cells: string[][], found?: Found): { changes: Change[]; faults: string[] } {
  const { shown, records, over, overColumns, textAt } = target(columns, rows, box, cells)
  const faults: string[] = []
  if (over > 0) faults.push(say('cells.over', { n: over }))
  if (overColumns > 0) faults.push(say('cells.overColumns', { n: overColumns }))
  const fixed = shown.filter((column) => !isEditable(object, column.field) || !isPastable(column))
  if (fixed.length > 0) faults.push(say('cells.fixed', { names: fixed.map((column) => pick(column.field.label)).join('、') }))
  const changes = records.flatMap((record, down) => {
    const values: Values = {}
    if (onlyRead(record)) { faults.push(`${titleOf(object, record)}：${say('sharing.onlyRead')}`); return [] }
    for (const [aside, column] of shown.entries()) {
      const text = textAt(down, aside)
      if (text === undefined || fixed.includes(column)) continue
      const read = readText(column, text, found)
      if ('fault' in read) faults.push(`${titleOf(object, record)} · ${pick(column.field.label)}：${read.fault}`)
      else if (JSON.stringify(read.value ?? null) !== JSON.stringify(record[column.key] ?? null)) values[column.key] = read.value
    }
    return Object.keys(values).length > 0 ? [{ record, values }] : []
  })
  return { changes, faults }
}

/** Pasting into cells: each row is written by itself, what failed is told, and all of it can be taken back. */
export function usePaste(object: ObjectDef, columns: Column[], rows: RecordRow[]) {
  const [pasted, setPasted] = useState<Pasted | null>(null)
  const [busy, during] = useBusy()
  const failed = (record: string, result: Result) => `${record}：${whyNot(result)}`

  const paste = async (box: Box, cells: string[][]) => {
    if (busy) return
    await during(async () => {
      const { changes, faults } = changesOf(object, columns, rows, box, cells, await namedBy(columns, rows, box, cells))
      if (changes.length === 0 || changes.length > LIMIT) {
        setPasted({ cells: 0, undo: [], faults: changes.length === 0 ? faults : [say('cells.tooMany', { n: LIMIT })], undone: false })
        return
      }
      try {
        const results = await writeEach(object.key, changes.map(({ record, values }) => ({ op: 'update', id: record.id, version: record.version, values })))
        const undo: Pasted['undo'] = []
        let count = 0
        for (const [at, { record, values }] of changes.entries()) {
          const result = results[at]!
          if (!result.ok) { faults.push(failed(titleOf(object, record), result)); continue }
          count += Object.keys(values).length
          undo.push({ id: record.id, version: result.version!, values: Object.fromEntries(Object.keys(values).map((key) => [key, record[key] ?? null])) })
        }
        setPasted({ cells: count, undo, faults, undone: false })
      } finally {
        await refreshAfter('record.update')
      }
    })
  }
  const undo = async () => {
    if (busy || !pasted || pasted.undo.length === 0) return
    await during(async () => {
      try {
        const results = await writeEach(object.key, pasted.undo.map((one) => ({ op: 'update', ...one })))
        const titles = new Map(rows.map((row) => [row.id, titleOf(object, row)]))
        const faults = results.flatMap((result, at) => (result.ok ? [] : [failed(titles.get(pasted.undo[at]!.id) ?? pick(object.label), result)]))
        setPasted({ cells: results.filter((result) => result.ok).length, undo: [], faults, undone: true })
      } finally {
        await refreshAfter('record.update')
      }
    })
  }
  return { pasted, busy, paste, undo, close: () => setPasted(null) }
}
