import { describe, expect, it } from 'vitest'
import type { FieldSection, ObjectDef } from '@/api/types'
import { changeVariants, fillable, kindOfView, newVariant, placeOfPointer, setRule, startBody, unplaced } from './body'
import { entriesOf, placeItem, removeItem, stepItem } from './entries'
import { differenceWords } from './words'

const label = (zh: string) => ({ zh, en: zh })
const sections: FieldSection[] = [
  { label: label('甲'), fields: ['a', 'b'], rules: { a: { visible_when: 'b > 1' } } },
  { label: label('乙'), fields: ['c'] },
]
const fields = ['a', 'b', 'c', 'd'].map((key) => ({ key, kind: 'text', label: label(`字段${key}`) }))
const object = {
  key: 'x', label: label('对象'), label_plural: label('对象'), title_field: 'a', rights: { read: true, create: true, update: true, delete: true }, actions: [], detail: {}, views: [],
  form: [{ label: label('节'), fields: ['a', 'sum'] }],
  fields: [...fields, { key: 'sum', kind: 'number', read_only: true, derived: 'formula', label: label('合计') }, { key: 'state', kind: 'choice', label: label('状态') }],
} as unknown as ObjectDef

const laid = (all: readonly FieldSection[] | undefined) => all?.map((one) => entriesOf(one).map((entry) => (typeof entry === 'string' ? entry : entry.divider ? '—' : '…')).join(' '))

describe('sections of a form', () => {
  it('moves a field to another section with its conditions', () => {
    const next = placeItem(sections, 'field:a', { section: 1, at: 0 }).sections
    expect(next.map((one) => one.fields)).toEqual([['b'], ['a', 'c']])
    expect(next[1]!.rules).toEqual({ a: { visible_when: 'b > 1' } })
    expect(next[0]!.rules).toEqual({})
  })
  it('takes a field from the palette, at the end where it is dropped on the section', () => expect(placeItem(sections, 'palette:d', { section: 0, at: Infinity })).toMatchObject({ sections: [{ fields: ['a', 'b', 'd'] }, {}], item: 'field:d' }))
  it('steps within a section, over its edge, and stops at the ends', () => {
    expect(laid(stepItem(sections, 'field:a', 1)?.sections)).toEqual(['b a', 'c'])
    expect(laid(stepItem(sections, 'field:b', 1)?.sections)).toEqual(['a', 'b c'])
    expect(laid(stepItem(sections, 'field:c', -1)?.sections)).toEqual(['a b c', ''])
    expect(stepItem(sections, 'field:a', -1)).toBeNull()
    expect(stepItem(sections, 'field:c', 1)).toBeNull()
  })
  it('forgets the conditions of a field that is taken out', () => expect(removeItem(sections, 'field:a')[0]).toEqual({ label: label('甲'), fields: ['b'], rules: {} }))
  it('keeps no empty condition', () => {
    expect(setRule(sections, 'a', 'required_when', 'true')[0]!.rules).toEqual({ a: { visible_when: 'b > 1', required_when: 'true' } })
    expect(setRule(sections, 'a', 'visible_when', null)[0]).toEqual({ label: label('甲'), fields: ['a', 'b'] })
  })
  it('keeps options and fills by their field, and none where the last is taken away', () => {
    const next = setRule(sections, 'b', 'options_when', { x: 'a == "1"' })
    expect(next[0]!.rules!.b).toEqual({ options_when: { x: 'a == "1"' } })
    expect(setRule(next, 'b', 'options_when', {})[0]!.rules).not.toHaveProperty('b')
  })
  it('offers what can be entered and is not placed', () => expect(unplaced(object, sections, 'form').map((field) => field.key)).toEqual(['d', 'state']))
  it('starts without what nobody enters', () => expect(startBody(object).form[0]!.fields).toEqual(['a']))
})

describe('texts and dividers', () => {
  const first = placeItem(sections, 'new:text', { section: 0, at: 1 })
  it('stand before a field or at the end, and are named by their place', () => {
    expect(laid(first.sections)).toEqual(['a … b', 'c'])
    expect(first.item).toBe('note:0:0')
    expect(first.sections[0]!.notes).toMatchObject([{ before: 'b' }])
    const second = placeItem(first.sections, 'new:divider', { section: 0, at: Infinity })
    expect([laid(second.sections), second.item, second.sections[0]!.notes![1]]).toEqual([['a … b —', 'c'], 'note:0:1', { divider: true }])
  })
  it('keep their place where the field behind them goes away', () => {
    expect(laid(removeItem(first.sections, 'field:b'))).toEqual(['a …', 'c'])
    expect(laid(placeItem(first.sections, 'field:b', { section: 1, at: 0 }).sections)).toEqual(['a …', 'b c'])
  })
  it('step and leave no trace where they are taken out', () => {
    const up = stepItem(first.sections, 'note:0:0', -1)!
    expect([laid(up.sections), up.item]).toEqual([['… a b', 'c'], 'note:0:0'])
    const over = stepItem(stepItem(first.sections, 'note:0:0', 1)!.sections, 'note:0:0', 1)!
    expect([laid(over.sections), over.item]).toEqual([['a b', '… c'], 'note:1:0'])
    expect(removeItem(first.sections, 'note:0:0')[0]).not.toHaveProperty('notes')
  })
})

describe('variants', () => {
  const body = { views: [{ key: 'all', label: label('全部'), columns: [] }], form: sections, detail: {}, actions: [] }
  it('begin as the main form without its rules, and leave no trace when the last is gone', () => {
    const made = changeVariants(body, (old) => [...old, newVariant(body, label('手机'))])
    expect(made.variants![0]).toEqual({ label: label('手机'), devices: ['phone'], form: [{ label: label('甲'), fields: ['a', 'b'] }, { label: label('乙'), fields: ['c'] }] })
    expect(changeVariants(made, () => [])).not.toHaveProperty('variants')
  })
  it.each([
    ['/form/0/rules/a/options_when/x', 'form', 'field:a'], ['/form/1/fields/0', 'form', 'field:c'], ['/form/1/label', 'form', 'section:1'], ['/form/0/notes/2/text', 'form', 'note:0:2'], ['/form', 'form', null],
    ['/variants/0/roles/1', 'variant:0', null], ['/variants/0', 'variant:0', null], ['/variants/0/form/1/fields/0', 'variant:0', 'field:c'], ['/variants/0/form/0/notes/0', 'variant:0', 'note:0:0'],
    ['/detail/sections/0/label', 'detail', 'section:0'], ['/detail/figures/0', 'detail', null], ['/views/0/columns/1', 'views', 'view:all'], ['/actions/2/url', 'actions', 'action:2'],
  ])('a fault at %s is found in %s', (pointer, part, chosen) => expect(placeOfPointer({ ...body, variants: [newVariant(body, label('甲'))] }, pointer)).toEqual({ part, chosen }))
})

describe('filling in', () => {
  it('offers fields of one kind that are entered here and no secret there', () => {
    const target = { ...object, key: 'y', fields: [...fields, { key: 'phone', kind: 'text', sensitivity: 'phone', label: label('电话') }, { key: 'made', kind: 'formula', result: 'number', label: label('算') }] } as unknown as ObjectDef
    const here = { ...object, fields: [...object.fields, { key: 'amount', kind: 'number', label: label('金额') }] } as ObjectDef
    const found = fillable(here, target, 'a')
    expect(found.map((one) => one.field.key)).toEqual(['b', 'c', 'd', 'amount'])
    expect(found.map((one) => one.from.map((each) => each.key).join())).toEqual(['a,b,c,d', 'a,b,c,d', 'a,b,c,d', 'made'])
  })
})

describe('views', () => {
  it('of another kind gets what the kind needs and drops what it does not', () => {
    const kanban = kindOfView({ key: 'all', label: label('全部'), columns: [], date: 'd' }, 'kanban', object)
    expect(kanban).toEqual({ key: 'all', label: label('全部'), columns: [], kind: 'kanban', group: 'state' })
    expect(kindOfView(kanban, 'table', object)).not.toHaveProperty('group')
  })
})

describe('a difference in words', () => {
  it('names fields, views and parts', () => {
    expect(differenceWords({ path: '/form/0/fields/a', change: 'added', old: null, new: 'a' }, object, [])).toEqual({ where: '表单 › 1 › 字段 › 「字段a」', what: '增加', old: '', new: '字段a' })
    expect(differenceWords({ path: '/views/all/kind', change: 'changed', old: 'table', new: 'kanban' }, object, [{ key: 'all', label: label('全部'), columns: [] }])).toMatchObject({ where: '视图 › 「全部」 › 类型', old: '表格', new: '看板' })
  })
})
