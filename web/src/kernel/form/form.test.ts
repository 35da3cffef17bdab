import { describe, expect, it } from 'vitest'
import type { FieldDef } from '@/api/types'
import { cleanValues, faultOf, faultsOf } from './check'
import { filledBy } from './fill'
import { faultsFromServer, fieldOfPointer } from './pointer'

const field = (key: string, kind: string, more: Partial<FieldDef> = {}): FieldDef => ({ key, kind, label: { zh: key, en: key }, ...more })

describe('validation', () => {
  it('asks for what is required, in the words of its kind', () => {
    expect(faultOf(field('姓名', 'text', { required: true }), '  ')).toBe('请填写姓名')
    expect(faultOf(field('产品', 'choice', { required: true }), null)).toBe('请选择产品')
    expect(faultOf(field('授权', 'boolean', { required: true }), false)).toBe('需要勾选授权')
    expect(faultOf(field('备注', 'text'), '')).toBeNull()
  })
  it('checks limits exactly and says them in the field\'s notation', () => {
    const amount = field('金额', 'money', { min: '1000', max: '500000' })
    expect(faultOf(amount, '999.99')).toBe('不能小于 1,000.00')
    expect(faultOf(amount, '500000.01')).toBe('不能大于 500,000.00')
    expect(faultOf(amount, '1000.00')).toBeNull()
    expect(faultOf(amount, '12.345')).toBe('请输入金额，例如 120,000.00')
    expect(faultOf(field('利率', 'percent', { max: '0.24' }), '0.2401')).toBe('不能大于 24.00 %')
    expect(faultOf(field('期数', 'number', { scale: 0 }), '1.5')).toBe('最多 0 位小数')
  })
  it('checks lengths, phones, ID numbers, cards, mail and dates', () => {
    expect(faultOf(field('x', 'text', { max_length: 2 }), 'abc')).toBe('最多 2 个字')
    expect(faultOf(field('x', 'phone'), '123')).not.toBeNull()
    expect(faultOf(field('x', 'id_number'), '11010519491231002X')).toBeNull()
    expect(faultOf(field('x', 'bank_card'), '4111111111111112')).not.toBeNull()
    expect(faultOf(field('x', 'email'), 'a@b')).not.toBeNull()
    expect(faultOf(field('x', 'date'), '2026-02-30')).not.toBeNull()
  })
  it('lets a masked value stand and an unknown kind be text', () => {
    expect(faultOf(field('x', 'phone'), '138****8888')).toBeNull()
    expect(faultOf(field('x', 'rating_2030'), 'a')).toBeNull()
  })
  it('collects the faults of a form', () => expect(Object.keys(faultsOf([field('a', 'text', { required: true }), field('b', 'text')], {}))).toEqual(['a']))
  it('sends clean values and no blanks', () => {
    expect(cleanValues([field('a', 'text'), field('b', 'text'), field('n', 'number'), field('j', 'json')], { a: ' x ', b: ' ', n: '12', j: '{"k":1}' })).toEqual({ a: 'x', n: 12, j: { k: 1 } })
  })
})

describe('pointers', () => {
  const keys = new Set(['phone', 'grants', 'a/b'])
  it.each([['/phone', 'phone'], ['phone', 'phone'], ['#/phone', 'phone'], ['/body/phone', 'phone'], ['/grants/objects/0', 'grants'], ['/a~1b', 'a/b'], ['/other', null], ['', null]])('%s belongs to %s', (pointer, key) => {
    expect(fieldOfPointer(pointer, keys)).toBe(key)
  })
  it('puts messages beside fields, keeps the others, joins two of one field', () => {
    expect(faultsFromServer([{ pointer: '/phone', message: '已存在' }, { pointer: '/phone', message: '太短' }, { pointer: '/', message: '整体' }], keys)).toEqual({ faults: { phone: '已存在 太短' }, rest: ['整体'] })
  })
})

describe('filling in from a chosen record', () => {
  it('takes what its reader sees whole, empties what it lacks, and leaves out what is masked', () => {
    const chosen = { id: '1', version: 1, name: '张三', phone: '138****8888', employer: null }
    expect(filledBy({ x_name: 'name', x_phone: 'phone', x_employer: 'employer', x_hidden: 'salary' }, chosen)).toEqual({ x_name: '张三', x_employer: null, x_hidden: null })
  })
})
