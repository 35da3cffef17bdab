import { useEffect, useRef, useState, type FocusEvent, type RefObject } from 'react'
import type { Shown } from './branches'

/** The row that the tab key comes to, which is the one focused last; a row that is out of sight gets the focus once it is drawn. */
export function useActiveRow(tree: RefObject<HTMLElement | null>, rows: Shown[], scrollTo: (id: string) => void) {
  const [last, setLast] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const nodeOf = (id: string) => tree.current?.querySelector<HTMLElement>(`[data-node="${id}"]`)
  const active = rows.some((one) => one.key === last) ? last : rows[0]?.key ?? null
  const focus = (id: string) => {
    wanted.current = id
    setLast(id)
  }
  useEffect(() => {
    const id = wanted.current
    const node = id && nodeOf(id)
    if (!id || !node) return
    wanted.current = null
    // Not from somebody who went on elsewhere meanwhile.
    if (document.activeElement !== document.body && !tree.current?.contains(document.activeElement)) return
    scrollTo(id)
    node.focus({ preventScroll: true })
  })
  const onFocus = (event: FocusEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset.node
    if (!id) return
    wanted.current = null
    setLast(id)
  }
  return { active, focus, onFocus }
}
