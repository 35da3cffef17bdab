import { expect, test } from 'vitest'
import { findsDivision } from './parts'

test('a division is found by its words in any order, and written in one', () => {
  const path = ['广东省', '深圳市', '南山区'].map((label) => ({ label }))
  for (const text of ['深圳市南山', '深圳 南山', ' 南山区　广东 ', '']) expect(findsDivision(text, path)).toBe(true)
  expect(findsDivision('深圳 福田', path)).toBe(false)
})
