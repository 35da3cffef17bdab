import { lazy } from 'react'
import { registerExtra, registerPanel } from '@/kernel/detail/panels'

/** The named parts of the detail layout that the catalog may ask for; each is loaded when first shown. */
export function registerParts(): void {
  registerExtra('loan', lazy(() => import('@/features/loans/Position')))
  registerPanel('schedule', lazy(() => import('@/features/loans/SchedulePanel')))
  registerPanel('transactions', lazy(() => import('@/features/loans/TransactionsPanel')))
  registerPanel('journal', lazy(() => import('@/features/loans/JournalPanel')))
  registerPanel('process', lazy(() => import('@/features/process/ProcessPanel')))
  registerPanel('decision', lazy(() => import('@/features/decisions/DecisionPanel')))
  registerPanel('documents', lazy(() => import('@/features/documents/DocumentsPanel')))
}
