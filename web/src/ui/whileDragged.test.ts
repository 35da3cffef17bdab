import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { DragEndEvent, DragMoveEvent, DragStartEvent } from '@dnd-kit/core'
import { expect, it } from 'vitest'
import { useWhileDragged } from './whileDragged'

it('takes no move that is told after the end', () => {
  const taken: string[] = []
  let handlers: ReturnType<typeof useWhileDragged> = {}
  const Host = () => { handlers = useWhileDragged({ move: () => taken.push('move'), end: () => taken.push('end'), cancel: () => taken.push('cancel') }); return null }
  renderToStaticMarkup(createElement(Host))
  handlers.onDragStart?.({} as DragStartEvent)
  handlers.onDragMove?.({} as DragMoveEvent)
  handlers.onDragEnd?.({} as DragEndEvent)
  handlers.onDragMove?.({} as DragMoveEvent)
  expect(taken).toEqual(['move', 'end'])
})
