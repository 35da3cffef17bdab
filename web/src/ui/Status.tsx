import type { Tone } from '@/api/types'

export function Status({ tone = 'none', children }: { tone?: Tone; children: string }) {
  return <span className={`status ${tone}`}><span className="ellipsis">{children}</span></span>
}
