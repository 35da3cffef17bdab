import { describe, expect, it } from 'vitest'
import type { Block } from '@/api/pages'
import type { ObjectDef } from '@/api/types'
import { about, changeBlock, freePlace, moveBy, newBlock, put, resizeBy } from './body'

const block = (id: string, x: number, y: number, w: number, h: number): Block => ({ id, kind: 'text', x, y, w, h })
const places = (blocks: Block[]) => Object.fromEntries(blocks.map((one) => [one.id, [one.x, one.y, one.w, one.h]]))
const three = [block('a', 0, 0, 6, 4), block('b', 6, 0, 6, 4), block('c', 0, 4, 12, 2)]

describe('moving on the grid', () => {
  it('pushes down what would be covered, and what that would cover, and nothing else', () => expect(places(put(three, 'a', { x: 6, y: 0, w: 6, h: 4 }))).toEqual({ a: [6, 0, 6, 4], b: [6, 4, 6, 4], c: [0, 8, 12, 2] }))
  it('stays on the grid', () => {
    expect(places(moveBy(three, 'a', -3, -3)).a).toEqual([0, 0, 6, 4])
    expect(places(moveBy(three, 'b', 5, 0)).b).toEqual([6, 0, 6, 4])
    expect(places(resizeBy(three, 'b', 3, 0)).b).toEqual([6, 0, 6, 4])
    expect(places(resizeBy(three, 'a', -9, -9)).a).toEqual([0, 0, 1, 1])
  })
  it('makes room when a block grows', () => expect(places(resizeBy(three, 'a', 2, 1))).toEqual({ a: [0, 0, 8, 5], b: [6, 5, 6, 4], c: [0, 9, 12, 2] }))
  it('never leaves two blocks on each other', () => {
    let blocks = three
    for (let n = 0; n < 60; n += 1) {
      const one = blocks[n % 3]!
      blocks = n % 2 ? resizeBy(blocks, one.id, (n % 5) - 2, (n % 3) - 1) : moveBy(blocks, one.id, (n % 7) - 3, (n % 4) - 2)
      for (const a of blocks) for (const b of blocks) if (a !== b) expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false)
    }
  })
})

describe('a new block', () => {
  it('takes the first place that is free', () => expect(freePlace([block('a', 0, 0, 6, 4)], { w: 6, h: 4 })).toEqual({ x: 6, y: 0, w: 6, h: 4 }))
  it('has an id of its own', () => expect(newBlock([{ ...block('block_1', 0, 0, 1, 1) }], 'text', undefined).id).toBe('block_2'))
  it('says of an object what suits it', () => {
    const object = { key: 'x', views: [], fields: [{ key: 'on', kind: 'date' }, { key: 'sum', kind: 'money' }] } as unknown as ObjectDef
    expect(about('chart', object)).toMatchObject({ object: 'x', by: 'on:month', measure: 'count', shape: 'bar' })
  })
  it('keeps no empty words', () => expect(changeBlock({ title: { zh: '', en: '' }, blocks: [block('a', 0, 0, 1, 1)] }, 'a', { sort: '', limit: 0 }).blocks[0]).toEqual({ ...block('a', 0, 0, 1, 1), limit: 0 }))
})
