import type { DndContextProps } from '@dnd-kit/core'

/** Puts the focus on an entry of a designer once it stands at its new place, unless a key has moved it on meanwhile. */
export function focusItem(id: string): void {
  const held = document.activeElement
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const now = document.activeElement
    if (now === held || now === document.body) document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)?.focus()
  }))
}

/** Moves the focus to the entry before or after the one that has it. */
export function stepFocus(within: HTMLElement, by: 1 | -1): void {
  const items = [...within.querySelectorAll<HTMLElement>('[data-item]')]
  items[items.indexOf(document.activeElement as HTMLElement) + by]?.focus()
}

/** Dragging is for the mouse; the keyboard has its own keys, which are told instead of the library's. */
export function silent(words: string): DndContextProps['accessibility'] {
  const nothing = () => undefined
  return { screenReaderInstructions: { draggable: words }, announcements: { onDragStart: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing } }
}
