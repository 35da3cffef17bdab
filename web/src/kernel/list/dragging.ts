import { MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core'
import { say } from '@/lib/i18n'

/** By mouse at once, by touch after holding: a swipe scrolls and changes nothing. */
export function useDragSensors() {
  return useSensors(useSensor(MouseSensor, { activationConstraint: { distance: 4 } }), useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 6 } }))
}

const nothing = () => undefined

/** What a screen reader is told: how to move by keyboard; what came of a move is said by its notice. */
export function spoken(keys: string) {
  return { screenReaderInstructions: { draggable: say(keys) }, announcements: { onDragStart: nothing, onDragMove: nothing, onDragOver: nothing, onDragEnd: nothing, onDragCancel: nothing } }
}
