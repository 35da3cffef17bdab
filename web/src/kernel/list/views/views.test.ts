import { describe, expect, it } from 'vitest'
import type { ColorRule, ObjectDef, SavedView } from '@/api/types'
import { columnsOf, fittingWidth, gridTemplate, moved, pinnedLefts, ruleFor, totalsOf } from '../columns'
import { allViews, bodyOf, chosenView, drawnView } from './views'

const label = (zh: string) => ({ zh, en: zh })
const status = { field: 'status', op: 'eq', value: 'new' }
const object = {
  key: 'lead', fields: [{ key: 'name', kind: 'text', label: label('姓名') }],
  views: [{ key: 'open', label: label('待办'), columns: ['name'], filter: status, sort: 'name' }, { key: 'all', label: label('全部'), columns: ['name'] }],
} as unknown as ObjectDef
const saved = (id: string, more: Partial<SavedView> = {}) => ({ id, label: id, version: 1, body: { columns: ['name'], filter: status, kind: 'table', group: 'status' }, unavailable: null, left_out: 0, ...more }) as SavedView

describe('views of a list', () => {
  const views = allViews(object, [saved('mine'), saved('closed', { body: null })])
  it('come from the layout and from people, and the chosen one opens first where it can be opened', () => {
    expect(views.map((one) => one.key)).toEqual(['open', 'all', 'mine', 'closed'])
    expect(chosenView(views, {}, null).key).toBe('open')
    expect(chosenView(views, {}, 'mine').key).toBe('mine')
    expect(chosenView(views, {}, 'closed').key).toBe('open')
    expect(chosenView(views, { view: 'closed' }, 'mine').key).toBe('closed')
    expect(chosenView(views, { filter: status }, 'mine').key).toBe('all')
  })
  it('add a filter to the one of a layout, and change the one that was saved', () => {
    expect(drawnView(views[0]!, {})).toMatchObject({ fixed: status, filter: null, changed: false, sort: 'name' })
    expect(drawnView(views[2]!, {})).toMatchObject({ fixed: null, filter: status, changed: false, group: 'status' })
    expect(drawnView(views[2]!, { filter: 'none', group: 'none' })).toMatchObject({ filter: null, group: undefined, changed: true })
  })
  it('are saved as they are drawn', () => {
    const { drawn, sort, group } = drawnView(views[0]!, { look: { widths: { name: 200 } }, group: 'status' })
    expect(bodyOf(drawn, status, sort, group)).toEqual({ kind: 'table', columns: ['name'], widths: { name: 200 }, filter: status, sort: 'name', group: 'status' })
  })
})

describe('columns of a table', () => {
  const whole = { ...object, title_field: 'name', fields: ['name', 'age', 'sum'].map((key) => ({ key, kind: key === 'name' ? 'text' : 'number', label: label(key), access: 'read', sortable: true })) } as unknown as ObjectDef
  it('stay in sight from the left, each after the one before', () => {
    const columns = columnsOf(whole, ['name', 'age', 'sum'], { widths: { age: 90, sum: 200 }, pinned: ['sum', 'age'] })
    expect(columns.map((one) => one.key)).toEqual(['age', 'sum', 'name'])
    expect(pinnedLefts(columns, true)).toEqual([40, 130, undefined])
    expect(gridTemplate(columns, true).startsWith('40px 90px 200px minmax(')).toBe(true)
    expect([fittingWidth(3), fittingWidth(99_999)]).toEqual([60, 1000])
  })
  it('move by places and to where another stands', () => {
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a'])
  })
  it('add up what may be read and counted, and the first rule colors a row', () => {
    expect(totalsOf(whole.fields[0]!)).toEqual(['count'])
    expect(totalsOf(whole.fields[1]!)).toContain('sum')
    expect(totalsOf({ ...whole.fields[1]!, access: 'masked' })).toEqual(['count'])
    const rules: ColorRule[] = [{ field: 'age', op: 'between', value: ['1', '5'], tone: 'bad' }, { field: 'name', op: 'contains', value: 'AB', tone: 'ok' }, { field: 'age', op: 'within', value: 'x', tone: 'warn' }]
    expect(ruleFor(rules, { id: '1', age: 5, name: 'ab' })?.tone).toBe('bad')
    expect(ruleFor(rules, { id: '1', age: 6, name: 'xab' })?.tone).toBe('ok')
    expect(ruleFor(rules, { id: '1', age: null, name: null })).toBeUndefined()
  })
})
