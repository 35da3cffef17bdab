import { useState } from 'react'
import { apiUrl, call } from '@/api/client'
import type { FieldDef } from '@/api/types'
import { tellProblem } from '@/ui/notify'

export const contentUrl = (id: unknown): string => apiUrl(`/files/${String(id)}/content`)

/** Hands a file in for a field at once; the record takes it when it is saved with its id. */
export function useUpload(field: FieldDef, onKept: (id: string, name: string) => void) {
  const [busy, setBusy] = useState(false)
  const send = async (file: File) => {
    const body = new FormData()
    body.append('object', field.object ?? '')
    body.append('field', field.key)
    body.append('file', file)
    setBusy(true)
    try {
      const kept = await call<{ id: string; name: string }>('POST', '/files', { body })
      onKept(kept.id, kept.name)
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, send }
}
