import { describe, expect, it } from 'vitest'
import type { FieldDef, ObjectDef } from '@/api/types'
import { exactly, type Engine } from './engine'
import { conditionsOf, conditionWords, isTouched, recordFields, underConditions } from './rules'

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
  it('offer an option while its expression holds, and always the one that is chosen', () => {
    const options = ['a', 'b'].map((value) => ({ value, label: { zh: value, en: value } }))
    const choice = { ...field('kind', 'choice'), options }
    const rules = conditionsOf([{ label: { zh: '一', en: '1' }, fields: ['kind'], rules: { kind: { options_when: { b: 'plate' } } } }])
    const offered = (values: Record<string, unknown>) => underConditions([choice], rules, values, engine)[0]?.options?.map((one) => one.value)
    expect([offered({}), offered({ plate: 'A' }), offered({ kind: 'b' })]).toEqual([['a'], ['a', 'b'], ['a', 'b']])
  })
  it('compare amounts as numbers, outside of quotes only', () => expect(exactly('price > 100 and name == "price"', new Set(['price']))).toBe('number(price) > 100 and name == "price"'))
})

describe('rules of a record that is there', () => {
  const object = { fields: [...fields].reverse(), form: [{ label: { zh: '一', en: '1' }, fields: ['kind', 'plate'], rules: { plate: { visible_when: 'kind' } } }] } as unknown as ObjectDef
  it('are followed in the order of the form, the others last', () => {
    expect([...recordFields(object, conditionsOf(object.form), { kind: 'x' }, engine).keys()]).toEqual(['kind', 'plate', 'price'])
    expect([...recordFields(object, conditionsOf(object.form), {}, engine).keys()]).toEqual(['kind', 'price'])
  })
  it('are asked where the change touches the field or what its rule names, quoted texts aside', () => {
    expect(isTouched('plate', 'kind == "price"', new Set(['kind']))).toBe(true)
    expect(isTouched('plate', 'kind == "price"', new Set(['price']))).toBe(false)
    expect(isTouched('plate', 'true', new Set(['plate']))).toBe(true)
  })
  it('are said with the names of fields', () => expect(conditionWords('plate == "plate" and x > 1', [{ ...field('plate'), label: { zh: '车牌', en: 'Plate' } }])).toBe('车牌 == "plate" and x > 1'))
})
