import { expect, test } from 'vitest'
import { buttonOf, fieldsOfButton } from './recordButtons'

const button = { label: '跟进', kind: 'action' as const, action: 'lead.follow', values: { note: 'x', amount: '$record.amount' }, visible_when: "status == 'new' and grade > 2" }

test('a button is filled in with the values of its record', () => {
  expect(buttonOf(button, { id: 'r', version: 1, amount: '5.00' }).values).toEqual({ note: 'x', amount: '5.00' })
})

test('the fields a button needs come from its values and its condition', () => {
  expect(fieldsOfButton(button)).toEqual(expect.arrayContaining(['amount', 'status', 'grade']))
})
