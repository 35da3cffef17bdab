import { describe, expect, it } from 'vitest'
import { listKey } from './keys'

describe('list keys', () => {
  it('moves with j and k and stays inside', () => {
    expect(listKey('j', { active: -1, count: 3 })).toEqual({ active: 0 })
    expect(listKey('j', { active: 2, count: 3 })).toEqual({ active: 2 })
    expect(listKey('k', { active: 0, count: 3 })).toEqual({ active: 0 })
    expect(listKey('k', { active: 2, count: 3 })).toEqual({ active: 1 })
    expect(listKey('j', { active: -1, count: 0 })).toEqual({ active: -1 })
    expect(listKey('k', { active: -1, count: 0 })).toEqual({ active: -1 })
  })
  it('acts only on an active row', () => {
    expect(listKey('Enter', { active: 1, count: 3 })).toEqual({ active: 1, command: 'open' })
    expect(listKey('x', { active: 1, count: 3 })).toEqual({ active: 1, command: 'select' })
    expect(listKey('e', { active: 1, count: 3 })).toEqual({ active: 1, command: 'edit' })
    expect(listKey('Enter', { active: -1, count: 3 })).toBeNull()
  })
  it('searches from anywhere and leaves other keys alone', () => {
    expect(listKey('/', { active: -1, count: 0 })?.command).toBe('search')
    expect(listKey('a', { active: 1, count: 3 })).toBeNull()
  })
})
