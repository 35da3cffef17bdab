import { useEffect, useEffectEvent, useReducer, useRef, useState } from 'react'
import { noteSave, type Definition, type Fault } from '@/api/building'
import { ApiProblem, runAction } from '@/api/client'
import { tellProblem } from '@/ui/notify'
import { begin, change, redo, undo, type History } from './history'

export type SaveState = 'clean' | 'saving' | 'saved' | 'failed' | 'moved'
const WAIT_MS = 600

type Step<T> = { kind: 'change'; make: (old: T) => T; tag?: string } | { kind: 'undo' } | { kind: 'redo' }

function reduce<T>(history: History<T>, step: Step<T>): History<T> {
  if (step.kind === 'undo') return undo(history)
  if (step.kind === 'redo') return redo(history)
  return change(history, step.make(history.present), step.tag)
}

/** A definition being changed: every change can be undone and is kept as the draft by itself, with its faults. */
export function useDraft<T extends object>(kind: string, key: string, start: T, definition: Pick<Definition<T>, 'faults' | 'draft' | 'base'>) {
  const [history, dispatch] = useReducer(reduce<T>, start, begin)
  const [state, setState] = useState<SaveState>(definition.draft ? 'saved' : 'clean')
  const [faults, setFaults] = useState(definition.faults)
  const kept = useRef(start)
  /** What the next save begins with; null writes over whatever is there. */
  const base = useRef<string | null>(definition.base)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const body = history.present

  const save = (next: T) => {
    kept.current = next
    setState('saving')
    queue.current = queue.current.then(async () => {
      try {
        const result = await runAction<{ faults: Fault[]; base: string }>('definition.save', { kind, key, body: next, base: base.current })
        base.current = result.base
        if (kept.current !== next) return
        setFaults(result.faults)
        setState('saved')
      } catch (error) {
        const moved = error instanceof ApiProblem && error.code === 'definition.draft_moved'
        setState(moved ? 'moved' : 'failed')
        if (!moved) tellProblem(error)
      }
    })
    noteSave(kind, key, queue.current)
    return queue.current
  }
  const saveNow = useEffectEvent(() => { if (body !== kept.current) void save(body) })
  useEffect(() => {
    const timer = setTimeout(saveNow, WAIT_MS)
    return () => clearTimeout(timer)
  }, [body])
  // Leaving the page must not lose the last change.
  useEffect(() => saveNow, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const letter = event.key.toLowerCase()
      if (letter !== 'z' && letter !== 'y') return
      if (document.querySelector('.ant-modal-root .ant-modal-wrap:not([style*="display: none"])')) return
      event.preventDefault()
      dispatch({ kind: letter === 'y' || event.shiftKey ? 'redo' : 'undo' })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return {
    body, faults, state,
    unsaved: body !== kept.current,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    change: (make: (old: T) => T, tag?: string) => dispatch({ kind: 'change', make, tag }),
    undo: () => dispatch({ kind: 'undo' }),
    redo: () => dispatch({ kind: 'redo' }),
    retry: () => void save(body),
    overwrite: () => { base.current = null; void save(body) },
    /** After publishing there is no draft any more. */
    published: (version: number) => { base.current = `v${version}`; setState('clean'); setFaults([]) },
  }
}

export type Draft<T extends object> = ReturnType<typeof useDraft<T>>
