import { expect, test } from 'vitest'
import { childrenOf, entriesOf, isHere, rootsOf, type Read } from './branches'

const THERE = { field: 'p.created_at', op: 'is_null', value: false }
const NONE = { field: 'p', op: 'is_null', value: true }

test('a tree begins with what is below none, or below one that is out of sight', () => {
  expect(rootsOf(null, 'p')).toEqual({ or: [NONE, { not: THERE }] })
})

test('with a filter it also begins with what is below one that the filter leaves out', () => {
  const filter = { and: [{ field: 'a', op: 'eq', value: 1 }, { not: { field: 'b', op: 'gt', value: 2 } }] }
  const shown = { and: [THERE, { field: 'p.a', op: 'eq', value: 1 }, { not: { field: 'p.b', op: 'gt', value: 2 } }] }
  expect(rootsOf(filter, 'p')).toEqual({ and: [...filter.and, { or: [NONE, { not: shown }] }] })
  expect(childrenOf(filter, 'p', 'x')).toEqual({ and: [...filter.and, { field: 'p', op: 'eq', value: 'x' }] })
})

test('a filter that already reaches through a reference cannot be asked of the record above', () => {
  expect(rootsOf({ or: [{ field: 'q.a', op: 'eq', value: 1 }, { field: 'b', op: 'eq', value: 1 }] }, 'p')).toBeNull()
})

test('a record being moved is drawn at one place only, whichever branch is read first', () => {
  const row = { id: 'r', p: 'new' }
  expect([isHere(row, 'p', 'old'), isHere(row, 'p', 'new')]).toEqual([false, true])
  expect(isHere(row, 'p', null, { p: 'new' })).toBe(false)
  expect(isHere({ id: 'r', p: 'old' }, 'p', null, { p: 'new' })).toBe(true)
  expect(isHere({ id: 'r', p: null }, 'p', null, { p: null })).toBe(true)
})

test('a tree is the lines of its open branches, and says where one is still read, goes on or failed', () => {
  const read = (p: string | null, ids: string[], more: Partial<Read> = {}): Read => ({ rows: ids.map((id) => ({ id, p })), below: { a: 2, b: 1, c: 1 }, error: null, isPending: false, refetch: () => null, more: false, isFetchingMore: false, fetchMore: () => null, ...more })
  const reads = new Map<string | null, Read>([[null, read(null, ['a', 'b', 'c', 'd'])], ['a', read('a', ['a1', 'a2'], { more: true })], ['c', read('c', [], { error: new Error('no') })]])
  const lines = (...open: string[]) => entriesOf(reads, new Set(open), 'p', {}).map(({ kind, key, level }) => [kind === 'row' ? key : kind, level])
  expect(lines()).toEqual([['a', 1], ['b', 1], ['c', 1], ['d', 1]])
  expect(lines('a', 'b', 'c', 'd')).toEqual([['a', 1], ['a1', 2], ['a2', 2], ['more', 2], ['b', 1], ['wait', 2], ['c', 1], ['error', 2], ['d', 1]])
  expect(entriesOf(new Map(), new Set(), 'p', {}).map(({ kind }) => kind)).toEqual(['wait'])
  expect(entriesOf(reads, new Set(['a']), 'p', { a2: { p: 'b' } }).map(({ key }) => key)).toContain('a2')
})
