import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256, solve } from './puzzle'

const hex = (hash: Int32Array) => [...hash].map((one) => (one >>> 0).toString(16).padStart(8, '0')).join('')

describe('the puzzle of external forms', () => {
  it.each(['', 'abc', '表单', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(64), 'x'.repeat(1000)])('hashes as others do: %#', (text) => {
    expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex'))
  })
  it('is solved by a number that gives zero bits', async () => {
    const found = await solve('form.abc.1', 10)
    expect(sha256(`form.abc.1:${found}`)[0]! >>> 22).toBe(0)
  })
})
