import { Button, Popover } from 'antd'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldDef } from '@/api/types'
import { pick } from '@/lib/i18n'

/** Kinds that need more room than a cell has, besides those that are wide in a form too. */
export const ROOMY = new Set(['boolean', 'location', 'multi_choice', 'multi_reference', 'file', 'image'])
/** What empties a choice is none: Enter on it would undo what was just chosen. */
const STOPS = 'input, textarea, button:not(.ant-select-clear), [tabindex="0"]'

interface Props { field: FieldDef; id: string; shown: ReactNode; input: ReactNode; note: ReactNode; onKeyDown: (event: KeyboardEvent) => void; onSave: () => void; onCancel: () => void }

/** An editor beside its cell. Tab goes through its parts and from the last one on to the next cell; Enter is what its parts make of it, with Ctrl it saves. */
export function CellPopover({ field, id, shown, input, note, onKeyDown, onSave, onCancel }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const stops = () => [...(box.current?.querySelectorAll<HTMLElement>(STOPS) ?? [])].filter((one) => one.tabIndex >= 0 && one.offsetParent)
  // Buttons take no focus of themselves.
  const begin = (open: boolean) => { if (open && !box.current?.contains(document.activeElement)) stops()[0]?.focus() }
  const onKey = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement
    const own = event.key === 'Enter' && !event.ctrlKey && !event.metaKey && (at.tagName === 'TEXTAREA' || at.tagName === 'BUTTON')
    const inside = event.key === 'Tab' && stops().includes(at) && at !== stops().at(event.shiftKey ? 0 : -1)
    if (own || inside) event.stopPropagation()
    else onKeyDown(event)
  }
  const content = (
    <div className="cell-editor cell-popover stack" role="group" aria-label={pick(field.label)} onKeyDown={onKey} onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
      {field.kind !== 'boolean' && <label htmlFor={id}>{pick(field.label)}</label>}
      <div ref={box}>{input}</div>
      {note}
      <div className="row">
        <Button size="small" type="primary" onClick={onSave} title="Ctrl+Enter">{t('common.save')}</Button>
        <Button size="small" onClick={onCancel} title="Esc">{t('common.cancel')}</Button>
      </div>
    </div>
  )
  return <Popover open content={content} placement="bottomLeft" afterOpenChange={begin}><span className="ellipsis">{shown}</span></Popover>
}
