import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'

export const ROW = 36

interface Options {
  /** Rows that stay drawn wherever one scrolls: the one with the focus, the one being dragged. */
  keep?: number[]
  size?: (at: number) => number
}

/** Of many rows those in sight, below a head that takes one row's height. */
export function useVirtualRows(count: number, scroll: RefObject<HTMLElement | null>, { keep = [], size }: Options = {}) {
  const printing = usePrinting()
  const kept = keep.filter((at) => at >= 0 && at < count).join()
  const rangeExtractor = useCallback((range: Parameters<typeof defaultRangeExtractor>[0]) => {
    const also = kept === '' ? [] : kept.split(',').map(Number)
    return [...new Set([...also, ...defaultRangeExtractor(range)])].sort((a, b) => a - b)
  }, [kept])
  return useVirtualizer({ count, getScrollElement: () => scroll.current, estimateSize: size ?? (() => ROW), overscan: printing ? count : 12, scrollPaddingEnd: ROW, rangeExtractor })
}

/** On paper every loaded row is drawn, not only those in sight. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true))
    const after = () => setPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => { window.removeEventListener('beforeprint', before); window.removeEventListener('afterprint', after) }
  }, [])
  return printing
}
