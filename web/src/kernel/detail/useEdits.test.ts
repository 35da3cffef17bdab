import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { FieldDef, ObjectDef, RecordRow } from '@/api/types'
import { useEdits } from './useEdits'

const { updateRecord } = vi.hoisted(() => ({ updateRecord: vi.fn() }))
vi.mock('@/api/queries', () => ({ queryClient: {}, recordQuery: vi.fn(), refreshAfter: vi.fn(), updateRecord }))
vi.mock('@/ui/notify', () => ({ tell: vi.fn(), tellProblem: vi.fn(), problemWords: String }))
// Stands for the engine: `key=value` holds where a value is this one.
vi.mock('../conditions/engine', async (original) => ({
  ...(await original<object>()),
  useEngine: () => engine,
}))
const engine = { state: 'ready', evaluate: (text: string, _: unknown, values: Record<string, unknown>) => { const [key, value] = text.split('='); return values[key!] === value } }

const field = (key: string, kind = 'text'): FieldDef => ({ key, kind, label: { zh: key, en: key } })
const object = {
  key: 'x_car', rights: { update: true }, fields: [field('kind'), field('plate'), field('price'), field('why')],
  form: [{ label: { zh: '一', en: '1' }, fields: ['kind', 'plate', 'price', 'why'], rules: { plate: { visible_when: 'kind=car' }, price: { read_only_when: 'kind=sold' }, why: { required_when: 'kind=sold' } } }],
} as unknown as ObjectDef
const record: RecordRow = { id: '1', version: 3, kind: 'car', plate: 'A1', price: '5', why: null }

type Edits = ReturnType<typeof useEdits>
let edits: Edits
let unmount = () => {}
const named = (key: string) => object.fields.find((one) => one.key === key)!
const put = (key: string, value: unknown) => act(() => edits.put(named(key), value))
const save = () => act(async () => { await edits.save() })

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true
  updateRecord.mockReset()
  const Host = () => { edits = useEdits(object, record); return null }
  const root = createRoot(document.createElement('div'))
  act(() => root.render(createElement(Host)))
  unmount = () => act(() => root.unmount())
})
// A draft would be taken up by the next test.
afterEach(() => { act(() => edits.discard()); unmount() })

describe('edits of a record under the rules of its form', () => {
  it('are sent with the version that was looked at, and gone once they are saved', async () => {
    put('plate', 'B2')
    await save()
    expect(updateRecord).toHaveBeenCalledWith('x_car', '1', 3, { plate: 'B2' })
    expect(edits.dirty).toBe(0)
  })
  it('hide what the new values hide, and do not send it', async () => {
    put('plate', 'B2')
    put('kind', 'boat')
    expect(edits.fields.has('plate')).toBe(false)
    await save()
    expect(updateRecord).toHaveBeenCalledWith('x_car', '1', 3, { kind: 'boat' })
  })
  it('ask for what the new values need, beside its field, and send nothing before', async () => {
    put('kind', 'sold')
    expect(edits.fields.get('why')?.required).toBe(true)
    await save()
    expect(updateRecord).not.toHaveBeenCalled()
    expect(edits.faults).toEqual({ why: '请填写why' })
    expect(edits.open.has('why')).toBe(true)
    put('why', '卖了')
    await save()
    expect(updateRecord).toHaveBeenCalledWith('x_car', '1', 3, { kind: 'sold', why: '卖了' })
  })
  it('keep what a rule fixes, and say so', async () => {
    put('price', '9')
    put('kind', 'sold')
    put('why', '卖了')
    expect(edits.isFixed(edits.fields.get('price')!)).toBe(true)
    await save()
    expect(updateRecord).not.toHaveBeenCalled()
    expect(edits.faults).toEqual({ price: '按表单的条件，现在不能修改' })
  })
  it('are no edits where the value is as it was', () => {
    put('plate', 'B2')
    put('plate', 'A1')
    expect(edits.dirty).toBe(0)
  })
})
