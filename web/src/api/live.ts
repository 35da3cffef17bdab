import { useEffect } from 'react'
import { own, type Told } from './own'
import { queryClient } from './queries'

const REST_MS = 1500
const WAIT_MS = 200
const WAITS = 25
/** A list read this far down is not read again as a whole: it is asked anew when it is opened next. */
const PAGES = 4

/** Pages ask anew for what others change, not for what this one did and has read already; only while they are looked at, since a browser allows few streams. */
export function useLive(): void {
  useEffect(() => {
    let stream: EventSource | null = null
    let timer: number | undefined
    let waiting: Told[] = []
    const refresh = () => {
      timer = undefined
      const news = own.news(waiting)
      waiting = []
      void askAnew(news)
    }
    const open = () => {
      if (document.visibilityState !== 'visible') { stream?.close(); stream = null; return }
      if (stream) return
      stream = new EventSource('/api/v1/live')
      stream.onmessage = (event) => {
        waiting.push(JSON.parse(String(event.data)) as Told)
        timer ??= window.setTimeout(refresh, REST_MS)
      }
    }
    open()
    document.addEventListener('visibilitychange', open)
    return () => { document.removeEventListener('visibilitychange', open); stream?.close(); window.clearTimeout(timer) }
  }, [])
}

/** Records, figures and timelines of these objects, and with `catalog` what is defined and who I am. */
export async function askAnew({ objects, catalog }: Omit<Told, 'request'>): Promise<void> {
  const changed = new Set<unknown>(objects)
  const touched = (key: readonly unknown[]) => changed.has(key[1]) || ((key[0] === 'insights' || key[0] === 'notifications') && changed.size > 0) || (catalog && (key[0] === 'catalog' || key[0] === 'me'))
  // What is being read already was asked for by a change of one's own, which waits for it: it is let through first.
  for (let waits = 0; waits < WAITS && queryClient.isFetching({ predicate: ({ queryKey }) => touched(queryKey) }) > 0; waits++) await new Promise((go) => setTimeout(go, WAIT_MS))
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => touched(queryKey), refetchType: 'none' })
  await queryClient.refetchQueries({ type: 'active', stale: true, predicate: ({ queryKey, state }) => touched(queryKey) && pagesOf(state.data) <= PAGES })
}

function pagesOf(data: unknown): number {
  return data !== null && typeof data === 'object' && 'pages' in data && Array.isArray(data.pages) ? data.pages.length : 0
}
