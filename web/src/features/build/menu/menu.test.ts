import { describe, expect, it } from 'vitest'
import { add, change, entryAt, flat, indent, move, remove, retarget, type MenuEntry } from './body'

const leaf = (key: string): MenuEntry => ({ key, label: key, path: `/${key}` })
const menu: MenuEntry[] = [leaf('a'), { key: 'g', label: 'g', items: [leaf('b'), leaf('c')] }, leaf('d')]
const shape = (items: MenuEntry[]) => items.map((one) => (one.items ? `${one.key}(${one.items.map((each) => each.key).join(' ')})` : one.key)).join(' ')

describe('the menu as a list', () => {
  it('moves an entry into a group and out of it', () => {
    expect(shape(move(menu, 0, 2))).toBe('g(b a c) d')
    expect(shape(move(menu, 2, 0))).toBe('b a g(c) d')
  })
  it('moves a group with what is below it, never between the entries of another', () => {
    expect(shape(move(menu, 1, 0))).toBe('g(b c) a d')
    const two = [...menu, { key: 'h', label: 'h', items: [leaf('e'), leaf('f')] }]
    expect(shape(move(two, 1, 6))).toBe('a d h(e f) g(b c)')
    expect(shape(move(two, 5, 2))).toBe('a h(e f) g(b c) d')
    expect(flat(move(two, 5, 2))).toHaveLength(8)
  })
  it('sets an entry into the group before it and takes it out after the group', () => {
    expect(shape(indent(menu, 'd', 1))).toBe('a g(b c d)')
    expect(shape(indent(menu, 'a', 1))).toBe('a g(b c) d')
    expect(shape(indent(menu, 'b', -1))).toBe('a g(c) b d')
    expect(shape(indent(menu, 'g', 1))).toBe('a g(b c) d')
  })
  it('changes, removes and adds at any depth', () => {
    expect(change(menu, 'c', { label: 'C' })[1]!.items![1]!.label).toBe('C')
    expect(shape(remove(menu, 'c'))).toBe('a g(b) d')
    expect(add(menu, { zh: '新', en: '' }, 'page')).toMatchObject({ key: 'entry_6' })
    expect(change(menu, 'a', retarget(menu[0]!, 'url'))[0]).toEqual({ key: 'a', label: 'a', url: '' })
  })
  it('finds the entry of a fault', () => {
    expect(entryAt(menu, '/items/0/path')!.key).toBe('a')
    expect(entryAt(menu, '/items/1/items/1/key')!.key).toBe('c')
    expect(entryAt(menu, '/items/1/label')!.key).toBe('g')
  })
})
