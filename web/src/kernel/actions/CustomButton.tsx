import { Button } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import type { ButtonDef } from '@/api/pages'
import { pick } from '@/lib/i18n'
import { ActionButton } from './ActionButton'

/** Where a button leads, within the app or outside it; none for one that runs an action or starts a process. */
export function targetOf(button: ButtonDef): { to: string; search?: Record<string, unknown> } | { href: string } | null {
  if (button.kind === 'url') return { href: button.url ?? '' }
  if (button.kind === 'page') return { to: `/p/${button.page}`, search: button.params }
  if (button.kind === 'list') return { to: `/o/${button.object}`, search: button.filter ? { filter: button.filter } : undefined }
  return button.kind === 'record' && button.record ? { to: `/o/${button.object}/${button.record}` } : null
}

/** The action that a button runs, and what it sends; none for one that leads somewhere. */
export function runOf(button: ButtonDef): { name: string; fixed: Record<string, unknown> } | null {
  if (button.kind === 'action') return { name: button.action ?? '', fixed: button.values ?? {} }
  return button.kind === 'process' ? { name: 'process.start', fixed: { process: button.process, object: button.object, id: button.record } } : null
}

/** A button that people put on a page; its values are filled in already. */
export function CustomButton({ button, main }: { button: ButtonDef; main?: boolean }) {
  const navigate = useNavigate()
  const type = main ? 'primary' : 'default'
  const run = runOf(button)
  if (run) return <ActionButton {...run} disabled={button.kind === 'process' && !button.record} type={type}>{pick(button.label)}</ActionButton>
  const target = targetOf(button)
  if (target && 'href' in target) return <Button type={type} href={target.href} target="_blank" rel="noopener noreferrer">{pick(button.label)}</Button>
  return <Button type={type} disabled={!target} onClick={() => { if (target) void navigate({ to: target.to, search: (target.search ?? {}) as never }) }}>{pick(button.label)}</Button>
}
