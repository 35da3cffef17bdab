import { useEffect, useRef, useState, type ReactNode } from 'react'

/** Its content (and the script behind it) is loaded when scrolled into view; the space is kept free meanwhile. */
export function WhenSeen({ height, children }: { height: number; children: ReactNode }) {
  const [seen, setSeen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => { if (entries.some((e) => e.isIntersecting)) setSeen(true) }, { rootMargin: '-40px' })
    if (box.current) watcher.observe(box.current)
    return () => watcher.disconnect()
  }, [])
  return <div ref={box} style={{ minHeight: height }}>{seen && children}</div>
}
