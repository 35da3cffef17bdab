import { queryOptions } from '@tanstack/react-query'
import { get } from './client'
import type { Label } from './types'

export interface ExportItem {
  id: string
  at: string
  object: string
  object_label: Label | null
  format: 'xlsx' | 'csv'
  rows: number
  status: 'free' | 'waiting' | 'approved' | 'refused'
  reason: string | null
  opinion: string | null
  by: string | null
  mine: boolean
  decided_by: string | null
  job_id: string | null
  expires_at: string | null
  ready: boolean
}

export const exportsQuery = queryOptions({ queryKey: ['exports'], queryFn: () => get<{ items: ExportItem[] }>('/exports') })
