import type { LoanPosition } from '@/api/business'
import { addAmounts } from '@/lib/money'

const minus = (amount: string) => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)

/** The lines that add up to the payoff amount; what the parts do not explain is shown as its own line. */
export function payoffLines(position: LoanPosition): { key: string; amount: string }[] {
  const owed = position.due ?? position.overdue
  // Penalty is given twice (as of its own and among the overdue parts): counted once.
  const lines = [
    { key: 'outstanding', amount: position.outstanding_principal },
    { key: 'accrued', amount: position.accrued_interest },
    { key: 'overdueInterest', amount: owed.interest },
    { key: 'overdueFee', amount: owed.fee },
    { key: 'penalty', amount: owed.penalty || position.penalty },
    { key: 'compound', amount: owed.compound },
    { key: 'credit', amount: minus(position.credit_balance) },
  ].filter((line) => addAmounts(line.amount) !== '0.00')
  const rest = addAmounts(position.payoff_amount, ...lines.map((line) => minus(line.amount)))
  if (rest !== '0.00') lines.push({ key: 'other', amount: rest })
  return lines
}
