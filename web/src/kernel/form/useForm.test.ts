import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import type { FieldDef } from '@/api/types'
import { UploadContext, useUpload, type Kept } from '../fields/file/upload'
import { useForm, type FormState } from './useForm'

it('is submitted with the file that was on its way', async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true
  URL.createObjectURL = () => 'blob:1'
  const paper: FieldDef = { key: 'paper', kind: 'file', label: { zh: '文件', en: 'Paper' }, required: true }
  const submitted = vi.fn(() => Promise.resolve())
  let form!: FormState
  let send!: (file: File) => void
  let arrive!: (kept: Kept) => void
  const Host = () => {
    form = useForm({ fields: [paper], onSubmit: submitted })
    send = useUpload(paper, (id) => form.set('paper', id)).send
    return null
  }
  const root = createRoot(document.createElement('div'))
  const taken = () => new Promise<Kept>((done) => { arrive = done })
  act(() => root.render(createElement(UploadContext, { value: taken }, createElement(Host))))
  act(() => send(new File(['x'], 'x.pdf')))
  await act(async () => { void form.submit(); await Promise.resolve() })
  expect(form.busy).toBe(true)
  expect(form.faults).toEqual({})
  expect(submitted).not.toHaveBeenCalled()
  await act(async () => { arrive({ id: 'kept', name: 'x.pdf' }); await Promise.resolve() })
  expect(submitted).toHaveBeenCalledWith({ paper: 'kept' })
  expect(form.busy).toBe(false)
  act(() => root.unmount())
})
