import { expect, it } from 'vitest'
import { withRecord } from './queries'

it('puts a changed record into the pages that show it, and only what they show of it', () => {
  const pages = { pages: [{ items: [{ id: 'a', version: 1, name: 'old', _labels: { x: 'y' } }, { id: 'b', version: 1, name: 'b' }] }], pageParams: [null] }
  const changed = withRecord(pages, { id: 'a', version: 2, name: 'new', secret: 1 })
  expect(changed).toEqual({ pages: [{ items: [{ id: 'a', version: 2, name: 'new', _labels: { x: 'y' } }, { id: 'b', version: 1, name: 'b' }] }], pageParams: [null] })
  expect(withRecord({ groups: [] }, { id: 'a' })).toEqual({ groups: [] })
  expect(withRecord(undefined, { id: 'a' })).toBeUndefined()
})
