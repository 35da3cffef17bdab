import type { DndContextProps, DragEndEvent, DragMoveEvent } from '@dnd-kit/core'
import { useRef } from 'react'

interface Told { move: (event: DragMoveEvent | DragEndEvent) => void; end: (event: DragEndEvent) => void; cancel: () => void }

/** Moves are told as long as the drag lasts: dnd-kit tells the last one after the end when the two come close together. */
export function useWhileDragged({ move, end, cancel }: Told): Pick<DndContextProps, 'onDragStart' | 'onDragMove' | 'onDragEnd' | 'onDragCancel'> {
  const lasts = useRef(false)
  return {
    onDragStart: () => { lasts.current = true },
    onDragMove: (event) => { if (lasts.current) move(event) },
    onDragEnd: (event) => { lasts.current = false; end(event) },
    onDragCancel: () => { lasts.current = false; cancel() },
  }
}
