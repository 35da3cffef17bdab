import { createContext, useContext, useState } from 'react'
import { apiUrl, call } from '@/api/client'
import type { FieldDef } from '@/api/types'
import { tellProblem } from '@/ui/notify'

export interface Kept { id: string; name: string }
/** How files are handed in where nobody is logged in; what is handed in can be looked at on this page only. */
export const UploadContext = createContext<((field: FieldDef, file: File) => Promise<Kept>) | null>(null)
const here = new Map<string, string>()
const going = new Set<Promise<void>>()

export const contentUrl = (id: unknown): string => here.get(String(id)) ?? apiUrl(`/files/${String(id)}/content`)

async function handIn(field: FieldDef, file: File): Promise<Kept> {
  const body = new FormData()
  body.append('object', field.object ?? '')
  body.append('field', field.key)
  body.append('file', file)
  return call<Kept>('POST', '/files', { body })
}

/** When every file that is on its way is there, or was refused; nothing where none is. */
export const handedIn = (): Promise<unknown> | undefined => (going.size > 0 ? Promise.all(going) : undefined)

/** Hands a file in for a field at once; the record takes it when it is saved with its id. */
export function useUpload(field: FieldDef, onKept: (id: string, name: string) => void) {
  const [busy, setBusy] = useState(false)
  const other = useContext(UploadContext)
  const take = async (file: File) => {
    setBusy(true)
    try {
      const kept = await (other ?? handIn)(field, file)
      if (other) here.set(kept.id, URL.createObjectURL(file))
      onKept(kept.id, kept.name)
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const send = (file: File) => {
    const taking = take(file).finally(() => going.delete(taking))
    going.add(taking)
  }
  return { busy, send }
}
