import { expect, it, vi } from 'vitest'
import { afterPress } from './press'

it('waits for the click that is under way', () => {
  vi.useFakeTimers()
  const done: string[] = []
  afterPress(() => done.push('free'))
  expect(done).toEqual(['free'])
  document.dispatchEvent(new Event('pointerdown'))
  afterPress(() => done.push('held'))
  expect(done).toEqual(['free'])
  document.dispatchEvent(new Event('pointerup'))
  expect(done).toEqual(['free'])
  vi.runAllTimers()
  expect(done).toEqual(['free', 'held'])
  vi.useRealTimers()
})
