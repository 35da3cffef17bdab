import { expect, test } from 'vitest'
import { ownWrites, type Told } from './own'

const told = (request: string | null, objects: string[], catalog = false): Told => ({ request, objects, catalog })
const NOTHING = { objects: [], catalog: false }

test('what this tab wrote and read anew is no news, and what others did always is', () => {
  const own = ownWrites()
  own.note('mine')
  own.readAnew(false)
  expect(own.news([told('mine', ['lead'])])).toEqual(NOTHING)
  expect(own.news([told('mine', ['lead']), told('hers', ['lead', 'loan']), told(null, ['party'])])).toEqual({ objects: ['lead', 'loan', 'party'], catalog: false })
})

test('a write after which nothing was read anew is news', () => {
  const own = ownWrites()
  own.note('first')
  own.readAnew(false)
  own.note('second')
  own.note(null)
  expect(own.news([told('first', ['lead']), told('second', ['loan']), told(null, ['party'])]).objects).toEqual(['loan', 'party'])
  own.readAnew(false)
  expect(own.news([told('second', ['loan'])])).toEqual(NOTHING)
})

test('what is defined is asked again unless it was', () => {
  const own = ownWrites()
  own.note('record')
  own.readAnew(false)
  own.note('field')
  own.readAnew(true)
  expect(own.news([told('record', ['lead'], true)])).toEqual({ objects: [], catalog: true })
  expect(own.news([told('field', ['lead'], true)])).toEqual(NOTHING)
})

test('old writes are forgotten, not new ones', () => {
  const own = ownWrites()
  for (let at = 0; at < 500; at += 1) own.note(`r${at}`)
  own.readAnew(false)
  expect(own.news([told('r0', ['lead'])]).objects).toEqual(['lead'])
  expect(own.news([told('r499', ['lead'])])).toEqual(NOTHING)
})
