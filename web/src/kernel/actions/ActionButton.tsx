import { Button, type ButtonProps } from 'antd'
import { useState, type ReactNode } from 'react'
import { runAction } from '@/api/client'
import { refreshAfter } from '@/api/queries'
import { pick } from '@/lib/i18n'
import { useBusy } from '@/ui/useBusy'
import { useAction, useCan } from '../catalog'
import type { Values } from '../form/check'
import type { Editors } from '../form/FormFields'
import { ActionDialog } from './ActionDialog'
import { tellOutcome } from './outcome'

interface Props extends Omit<ButtonProps, 'name' | 'onClick'> {
  name: string
  /** What the page has settled: sent, not asked for. */
  fixed?: Values
  initial?: Values
  /** What will come of it, said before it is done. */
  note?: ReactNode
  /** Its note is a table. */
  wide?: boolean
  editors?: Editors
  onDone?: (result: Values) => void
}

/** A button that runs one action: asks for what is still missing, or for a yes where something is lost. */
export function ActionButton({ name, fixed, initial, note, wide, editors, onDone, children, ...button }: Props) {
  const action = useAction(name)
  const can = useCan()
  const [open, setOpen] = useState(false)
  const [busy, during] = useBusy()
  if (!action || !can(name)) return null
  const asks = action.fields.some((field) => !(fixed && field.key in fixed)) || action.danger || action.confirm
  const run = async () => {
    if (asks) { setOpen(true); return }
    await during(async () => {
      const result = await runAction(name, fixed ?? {})
      await refreshAfter(name)
      tellOutcome(action, undefined, fixed ?? {}, result)
      onDone?.(result)
    })
  }
  return (
    <>
      <Button {...button} danger={button.danger ?? action.danger} loading={busy} onClick={() => void run()}>{children ?? pick(action.label)}</Button>
      {open && <ActionDialog action={action} fixed={fixed} initial={initial} note={note && <div style={{ marginBottom: 12 }}>{note}</div>} wide={wide} editors={editors} onClose={() => setOpen(false)} onDone={onDone} />}
    </>
  )
}
