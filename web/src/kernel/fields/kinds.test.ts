import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { FieldDef } from '@/api/types'
import { startI18n, switchLanguage } from '@/lib/i18n'
import { faultOf } from '../form/check'
import { opWords } from '../filters/words'
import kinds from './kinds.json'
import { kinds as registered, specOf } from './registry'

vi.mock('../catalog', () => ({
  currentMe: () => ({ business_date: '2026-01-05', lender: { currency: 'CNY' } }),
  findObject: () => undefined, useObject: () => undefined, titleOf: () => '',
}))

/** Of every kind: what its field says more, a value that is wrong, and what the sample reads as. A kind without a row fails. */
const rows: Record<string, { more?: Partial<FieldDef>; bad?: unknown; words: string | RegExp }> = {
  address: { bad: { province: '广东省', city: '深圳市' }, words: '广东省深圳市南山区科技园路 1 号' },
  auto_number: { more: { max_length: 4 }, bad: 'LN00000042', words: 'LN00000042' },
  bank_card: { bad: '6222021234567890', words: '6222021234567894' },
  boolean: { words: '是' },
  children: { words: '1 行' },
  choice: { words: '新' },
  date: { bad: '2026-02-30', words: '2026-01-15' },
  datetime: { words: /2026/ },
  department: { words: /000000/ },
  email: { bad: 'a@', words: 'wang@example.com' },
  file: { words: /000000/ },
  id_number: { bad: '110101199003078516', words: '11010119900307803X' },
  image: { words: '图片' },
  json: { bad: '{', words: '{"a":1}' },
  location: { bad: { lat: '91', lng: '0' }, words: '39.9042, 116.4074' },
  long_text: { more: { max_length: 3 }, bad: 'abcd', words: '第一行\n第二行' },
  money: { bad: '12.505', words: '1,234.50' },
  multi_choice: { words: '新' },
  multi_reference: { words: /000000/ },
  number: { bad: '1.5', words: '12' },
  percent: { bad: 'many', words: '7.20 %' },
  phone: { bad: '138', words: '13812348888' },
  rating: { bad: 6, words: '★★★★☆' },
  reference: { words: /000000/ },
  signature: { words: '签名' },
  text: { more: { max_length: 2 }, bad: 'abc', words: '王小明' },
  url: { bad: 'https://me:secret@example.com', words: 'https://example.com/about' },
  user: { words: /000000/ },
  uscc: { bad: '91110000600037341A', words: '91110000600037341L' },
}

const options = [{ value: 'new', label: { zh: '新', en: 'New' } }, { value: 'old', label: { zh: '旧', en: 'Old' } }]

function fieldOf(kind: string, more: Partial<FieldDef> = {}): FieldDef {
  return { key: 'f', kind, object: 'x_probe', label: { zh: '字段', en: 'Field' }, options, scale: 0, ...more }
}

function drawn(kind: string, part: 'Display' | 'Input' | 'Filter', value: unknown): string {
  const field = fieldOf(kind)
  const Part = specOf(kind)[part] as never
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const element = createElement(Part, { id: 'f', field, value, op: 'eq', onChange: () => undefined } as never)
  return renderToStaticMarkup(createElement(QueryClientProvider, { client }, element))
}

beforeAll(() => startI18n('zh'))

it('has a row and a spec for every kind of the server, and no other', () => {
  const keys = kinds.map((kind) => kind.key).sort()
  expect([...registered].sort()).toEqual(keys)
  expect(Object.keys(rows).sort()).toEqual(keys)
})

describe.each(kinds)('$key', ({ key, label, ops, sample }) => {
  const row = rows[key]!
  it('takes the sample and says what is wrong', () => {
    expect(faultOf(fieldOf(key), sample)).toBeNull()
    if (row.bad !== undefined) expect(faultOf(fieldOf(key, row.more), row.bad)).toBeTruthy()
    expect(faultOf(fieldOf(key, { required: true }), null)).toContain('字段')
  })
  it('reads in words', () => {
    const words = specOf(key).words(sample, fieldOf(key))
    if (typeof row.words === 'string') expect(words).toBe(row.words)
    else expect(words).toMatch(row.words)
    expect(words).not.toContain('[object')
  })
  it('is drawn, entered and filtered', () => {
    expect(drawn(key, 'Display', sample)).not.toBe('')
    // A filter that asks only whether there is a value has nothing to enter.
    const parts = ops.some((op) => op !== 'is_null') ? (['Input', 'Filter'] as const) : (['Input'] as const)
    for (const part of parts) {
      for (const value of [sample, null, undefined]) {
        const html = drawn(key, part, value)
        expect(html).toContain('id="f"')
        expect(html).not.toContain('[object')
      }
    }
  })
  it('has a name and operators in both languages', async () => {
    for (const language of ['zh', 'en'] as const) {
      await switchLanguage(language)
      expect(label[language]).toBeTruthy()
      for (const op of ops) expect(opWords(op, key)).not.toMatch(/^op\./)
    }
    await switchLanguage('zh')
  })
})
