import { useEffect, useEffectEvent } from 'react'
import { listKey, type Command } from './keys'

interface Options { active: number; count: number; onActive: (at: number) => void; onCommand: (command: Command, at: number) => void }

/** An open dialog or list takes the keys. */
export const BUSY = '.ant-modal-root .ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open, .ant-popover:not(.ant-popover-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-dropdown:not(.ant-dropdown-hidden), .ant-tour:not(.ant-tour-hidden)'

/** The list's keys work anywhere on its page, except in inputs, on other controls and under an open dialog. */
export function useListKeys({ active, count, onActive, onCommand }: Options): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== 'checkbox') return
    if (/^(A|BUTTON)$/.test(target.tagName) && (event.key === 'Enter' || event.key === ' ')) return
    if (document.querySelector(BUSY)) return
    const result = listKey(event.key, { active, count })
    if (!result) return
    event.preventDefault()
    if (result.active !== active) onActive(result.active)
    if (result.command) onCommand(result.command, result.active)
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
