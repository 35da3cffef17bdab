import { describe, expect, it } from 'vitest'
import { begin, change, redo, undo } from './history'

describe('undo and redo', () => {
  it('goes back and forth, and forgets the future after another change', () => {
    const three = change(change(begin(1), 2), 3)
    expect(undo(three).present).toBe(2)
    expect(redo(undo(three)).present).toBe(3)
    expect(redo(change(undo(three), 9)).present).toBe(9)
    expect(undo(undo(undo(three))).present).toBe(1)
  })
  it('takes quick typing into one input as one step', () => {
    const typed = change(change(change(begin('a'), 'ab', 'name', 1000), 'abc', 'name', 1500), 'abcd', 'other', 1600)
    expect(typed.past).toEqual(['a', 'abc'])
    expect(change(typed, 'x', 'other', 9000).past).toEqual(['a', 'abc', 'abcd'])
  })
})
