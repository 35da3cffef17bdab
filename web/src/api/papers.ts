import { queryOptions } from '@tanstack/react-query'
import { call, get } from './client'
import type { Label } from './types'

export type Words = Label | string
export interface PrintBlock {
  kind: string
  text?: Words
  level?: number
  align?: string
  size?: number
  fields?: string[]
  columns?: number
  table?: string
  field?: string
  data?: string
  width_mm?: number
  size_mm?: number
  labels?: Words[]
  visible_when?: string
}
export interface PrintBody {
  object: string
  label: Label
  roles?: string[]
  paper?: string
  landscape?: boolean
  margin_mm?: number
  header?: Words
  footer?: Words
  page_numbers?: boolean
  blocks: PrintBlock[]
  /** A Word file in base64, in place of the blocks. */
  word?: string
}
export type PrintForm = 'docx' | 'pdf'
export interface PrintLook { pages: string[]; /** Of a Word template: the filled file in base64, its texts, whether LibreOffice makes its PDF, and what that lacks otherwise. */ document?: string; texts?: { text?: string; rows?: string[][] }[]; exact?: boolean; notes?: Label[] }
export interface ExternalBody {
  object: string
  title: Label
  intro?: Label
  thanks?: Label
  consent?: Label
  fields: { key: string; help?: Label; required?: boolean; /** Of a file. */ max_mb?: number; types?: string[] }[]
  opens_on?: string
  closes_on?: string
  quota?: number
  once_by?: string
  owner_id?: string
  department_id?: string
}
export interface ExternalLink { token: string | null; active: boolean; submissions: number; last_at: string | null }

export const printsQuery = (object: string) => queryOptions({ queryKey: ['prints', object], staleTime: 60_000, queryFn: () => get<{ items: { key: string; label: Label; forms: PrintForm[] }[] }>('/prints', { object }) })
export const linkQuery = (key: string) => queryOptions({ queryKey: ['externalLink', key], staleTime: 0, queryFn: () => get<ExternalLink>(`/external-forms/${key}`) })
export const makePrint = (key: string, ids: string[], form: PrintForm) => call<{ file_id?: string; job_id?: string }>('POST', `/prints/${key}`, { body: { ids, form } })
export const lookAtPrint = (body: PrintBody, recordId: string | undefined) => call<PrintLook>('POST', '/prints/preview', { body: { body, record_id: recordId ?? null } })
