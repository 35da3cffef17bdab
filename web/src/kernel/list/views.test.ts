import { describe, expect, it } from 'vitest'
import type { ObjectDef, SavedView } from '@/api/types'
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
