import { useState } from 'react'
import { tellProblem } from './notify'

/** Whether something is under way, and how to do it: what goes wrong is told, beside its field where `onFault` says how. */
export function useBusy(onFault: (error: unknown) => void = tellProblem) {
  const [busy, setBusy] = useState(false)
  const during = async (deed: () => Promise<void>) => {
    setBusy(true)
    try {
      await deed()
    } catch (error) {
      onFault(error)
    } finally {
      setBusy(false)
    }
  }
  return [busy, during] as const
}
