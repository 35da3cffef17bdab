import type { Actor, Filter, Label } from './types'

export interface LoanPosition {
  loan_id: string
  as_of: string
  status: string
  currency: string
  principal: string
  outstanding_principal: string
  accrued_interest: string
  overdue: { principal: string; interest: string; fee: string; penalty: string; compound: string }
  /** What has fallen due so far, overdue or not. */
  due?: { principal: string; interest: string; fee: string; penalty: string; compound: string }
  penalty: string
  credit_balance: string
  days_past_due: number
  bucket: string
  classification: string
  payoff_amount: string
  next_due_date: string | null
  next_due_amount: string | null
}
export interface Rates { nominal_annual: string | null; effective_annual: string | null; xirr: string | null }
export interface ScheduleItem {
  number: number
  due_date: string
  days: number
  principal: string
  interest: string
  fee: string
  payment: string
  balance: string
  paid_principal?: string
  paid_interest?: string
  paid_fee?: string
  penalty?: string
  paid_penalty?: string
  status?: string
}
export interface Schedule { items: ScheduleItem[]; totals: Record<string, string>; rates: Rates | null }
export interface LoanTransaction {
  sequence: number
  kind: string
  label: Label
  value_date: string
  booking_date: string
  amount: string
  allocation?: Record<string, string> | null
  reversed?: boolean
  reference?: string | null
}
export interface JournalEntry {
  journal_id: string
  booking_date: string
  event: string
  lines: { account: string; account_name: Label; debit: string | null; credit: string | null }[]
}
export interface QuoteResult { installments: ScheduleItem[]; totals: Record<string, string>; rates: Rates }

export interface ProcessNode { id: string; kind: string; label: Label }
export interface ProcessEdge { from: string; to: string; label?: Label | null }
export interface ProcessInstance {
  id: string
  definition: { key: string; version: number; label: Label; nodes: ProcessNode[]; edges: ProcessEdge[] }
  status: string
  current: string[]
  path: string[]
  history: { node: string; kind: string; at: string; actor: Actor | null; outcome: string | null; opinion: string | null }[]
}
export interface HomeFigure {
  key: string
  label: Label
  value: string
  unit: 'money' | 'count' | 'percent'
  filter_object?: string | null
  filter?: Filter | null
}
export interface Home { as_of: string; my_tasks: number; figures: HomeFigure[] }
export interface Portfolio {
  as_of: string
  funnel: { stage: Label; count: number; amount: string }[]
  buckets: { bucket: string; count: number; outstanding: string }[]
  vintages: { cohorts: string[]; months_on_book: number[]; rates: (string | null)[][] }
  score_bands: { band: string; applicants: number; approved: number; approval_rate: string; bad_rate: string | null }[]
}
export interface DecisionExplanation {
  reasons?: { code: string; label: Label; hit: boolean }[]
  score_lines?: { characteristic: Label; value: unknown; points: number }[]
  facts?: Record<string, unknown>
}
