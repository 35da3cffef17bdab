import { describe, expect, it } from 'vitest'
import type { FieldDef } from '@/api/types'
import { exactly, type Engine } from './engine'
import { conditionsOf, underConditions } from './rules'

const field = (key: string, kind = 'text'): FieldDef => ({ key, kind, label: { zh: key, en: key } })
const fields = [field('kind'), field('plate'), field('price', 'money')]
/** Stands for the engine: `key` holds where the value is filled in. */
const engine: Engine = { state: 'ready', evaluate: (expression, _fields, values) => (values[expression] ?? '') !== '' }
const conditions = conditionsOf([
  { label: { zh: '一', en: '1' }, fields: ['kind', 'plate'], rules: { plate: { visible_when: 'kind', required_when: 'kind' } } },
  { label: { zh: '二', en: '2' }, fields: ['price'], visible_when: 'plate', rules: { price: { read_only_when: 'fixed' } } },
])

describe('conditions of a form', () => {
  it('hide a field, and all of a section', () => expect(underConditions(fields, conditions, {}, engine).map((one) => one.key)).toEqual(['kind']))
  it('show and need it', () => expect(underConditions(fields, conditions, { kind: 'car', plate: 'A' }, engine).map((one) => [one.key, one.required ?? false])).toEqual([['kind', false], ['plate', true], ['price', false]]))
  it('count a hidden value as empty for the others', () => expect(underConditions(fields, conditions, { plate: 'A' }, engine).map((one) => one.key)).toEqual(['kind']))
  it('fix a field', () => expect(underConditions(fields, conditions, { kind: 'x', plate: 'A', fixed: 'y' }, engine)[2]).toMatchObject({ key: 'price', read_only: true }))
  it('hide nothing where the engine cannot be loaded, and what is conditional while it loads', () => {
    expect(underConditions(fields, conditions, {}, { state: 'failed' })).toEqual(fields)
    expect(underConditions(fields, conditions, { kind: 'x' }, { state: 'loading' }).map((one) => one.key)).toEqual(['kind'])
  })
  it('compare amounts as numbers, outside of quotes only', () => expect(exactly('price > 100 and name == "price"', new Set(['price']))).toBe('number(price) > 100 and name == "price"'))
})
