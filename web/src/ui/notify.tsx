import { App } from 'antd'
import type { ReactNode } from 'react'
import { ApiProblem } from '@/api/client'
import { say } from '@/lib/i18n'

type Api = ReturnType<typeof App.useApp>
let api: Api | null = null

/** Mounted once inside <App>: gives code outside components the same messages and dialogs. */
export function NotifyAnchor(): null {
  api = App.useApp()
  return null
}

/** Says what happened. */
export function tell(content: ReactNode): void {
  void api?.message.success({ content, duration: 4 })
}

export function problemWords(error: unknown): string {
  if (error instanceof ApiProblem) {
    const first = error.errors.filter((e) => e.message && !error.message.includes(e.message)).map((e) => e.message)
    return [error.message, ...first].join(' ')
  }
  return error instanceof Error ? error.message : say('error.unknown')
}

/** Says what went wrong, with the reference number that support asks for. */
export function tellProblem(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401) return
  const reference = error instanceof ApiProblem ? error.requestId : null
  api?.notification.error({
    title: problemWords(error),
    description: reference ? say('error.reference', { id: reference }) : undefined,
    placement: 'bottomRight',
    duration: 8,
  })
}

/** Shows something until it is put away. */
export function show(title: ReactNode, content: ReactNode): void {
  api?.modal.success({ title, content, okText: say('common.close'), width: 560 })
}

export function ask(title: string, content: ReactNode, okText: string, danger = false): Promise<boolean> {
  return new Promise((resolve) => {
    if (!api) { resolve(false); return }
    api.modal.confirm({
      title, content, okText, cancelText: say('common.cancel'), okButtonProps: { danger }, autoFocusButton: danger ? 'cancel' : 'ok',
      onOk: () => resolve(true), onCancel: () => resolve(false),
    })
  })
}
