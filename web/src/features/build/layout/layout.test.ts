import { describe, expect, it } from 'vitest'
import type { FieldSection, ObjectDef } from '@/api/types'
import { kindOfView, placeField, removeField, setRule, stepField, startBody, unplaced } from './body'
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

describe('sections of a form', () => {
  it('moves a field to another section with its conditions', () => {
    const next = placeField(sections, 'a', { section: 1, at: 0 })
    expect(next.map((one) => one.fields)).toEqual([['b'], ['a', 'c']])
    expect(next[1]!.rules).toEqual({ a: { visible_when: 'b > 1' } })
    expect(next[0]!.rules).toEqual({})
  })
  it('takes a field from the palette, at the end where it is dropped on the section', () => expect(placeField(sections, 'd', { section: 0, at: Infinity })[0]!.fields).toEqual(['a', 'b', 'd']))
  it('steps within a section, over its edge, and stops at the ends', () => {
    expect(stepField(sections, 'a', 1)!.map((one) => one.fields)).toEqual([['b', 'a'], ['c']])
    expect(stepField(sections, 'b', 1)!.map((one) => one.fields)).toEqual([['a'], ['b', 'c']])
    expect(stepField(sections, 'c', -1)!.map((one) => one.fields)).toEqual([['a', 'b', 'c'], []])
    expect(stepField(sections, 'a', -1)).toBeNull()
    expect(stepField(sections, 'c', 1)).toBeNull()
  })
  it('forgets the conditions of a field that is taken out', () => expect(removeField(sections, 'a')[0]).toEqual({ label: label('甲'), fields: ['b'], rules: {} }))
  it('keeps no empty condition', () => {
    expect(setRule(sections, 'a', 'required_when', 'true')[0]!.rules).toEqual({ a: { visible_when: 'b > 1', required_when: 'true' } })
    expect(setRule(sections, 'a', 'visible_when', null)[0]).toEqual({ label: label('甲'), fields: ['a', 'b'] })
  })
  it('offers what can be entered and is not placed', () => expect(unplaced(object, sections, 'form').map((field) => field.key)).toEqual(['d', 'state']))
  it('starts without what nobody enters', () => expect(startBody(object).form[0]!.fields).toEqual(['a']))
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
