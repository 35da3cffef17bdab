import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProcessInstance } from '@/api/business'
import { pick } from '@/lib/i18n'
import { listWords } from '@/lib/phrases'
import { placeNodes } from './layout'
import './process.css'

const W = 118
const H = 34
const LEAST_GAP = 46
const GAP_Y = 22

/** About how wide words are drawn. */
const sizeOf = (words: string, size: number) => [...words].reduce((sum, c) => sum + (c.charCodeAt(0) > 255 ? size : size * 0.55), 0)

/** The path drawn on the graph: what was passed, where it stands, what is ahead. */
export function PathGraph({ instance }: { instance: ProcessInstance }) {
  const { t } = useTranslation()
  const { nodes, edges } = instance.definition
  const placed = useMemo(() => placeNodes(nodes, edges), [nodes, edges])
  // The words of an edge stand between two nodes, clear of both.
  const gap = Math.max(LEAST_GAP, ...edges.map((edge) => sizeOf(pick(edge.label), 11) + 16))
  const at = new Map(placed.map((p) => [p.node.id, { x: p.x * (W + gap), y: p.y * (H + GAP_Y) }]))
  const box = useRef<HTMLDivElement>(null)
  const focus = at.get(instance.current[0] ?? instance.path[instance.path.length - 1] ?? '')?.x ?? 0
  useEffect(() => { if (box.current) box.current.scrollLeft = focus + W / 2 - box.current.clientWidth / 2 }, [focus])
  const passed = new Set(instance.path)
  const current = new Set(instance.current)
  const steps = new Set(instance.path.map((id, i) => `${instance.path[i - 1]}>${id}`))
  const name = (id: string) => pick(nodes.find((n) => n.id === id)?.label)
  const width = Math.max(...placed.map((p) => p.x), 0) * (W + gap) + W + 2
  const height = Math.max(...placed.map((p) => p.y), 0) * (H + GAP_Y) + H + 20
  return (
    <div ref={box} className="scroll-x" tabIndex={0} role="region" aria-label={t('process.title')}>
      <svg className="path" width={width} height={height} viewBox={`-1 -14 ${width} ${height}`} role="img"
        aria-label={t('process.graph', { path: listWords(instance.path.map(name)) || '—', current: listWords(instance.current.map(name)) || '—' })}>
        {edges.map((edge, i) => {
          const from = at.get(edge.from)
          const to = at.get(edge.to)
          if (!from || !to) return null
          const back = to.x <= from.x
          const [x1, y1, x2, y2] = [from.x + W, from.y + H / 2, to.x, to.y + H / 2]
          const line = back ? `M${from.x + W / 2},${from.y} C${from.x + W / 2},${from.y - 26} ${to.x + W / 2},${to.y - 26} ${to.x + W / 2},${to.y}`
            : `M${x1},${y1} C${x1 + 22},${y1} ${x2 - 22},${y2} ${x2},${y2}`
          return (
            <g key={i} className={steps.has(`${edge.from}>${edge.to}`) ? 'edge done' : 'edge'}>
              <path d={line} />
              {edge.label && <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 5} textAnchor="middle">{pick(edge.label)}</text>}
            </g>
          )
        })}
        {placed.map(({ node }) => {
          const { x, y } = at.get(node.id)!
          const state = current.has(node.id) ? 'now' : passed.has(node.id) ? 'done' : 'ahead'
          const words = pick(node.label)
          const size = sizeOf(words, 12)
          const fit = size > W - 12 ? `${words.slice(0, Math.floor((words.length * (W - 24)) / size))}…` : words
          return (
            <g key={node.id} className={`node ${state} ${node.kind}`} transform={`translate(${x},${y})`}>
              <title>{words}</title>
              <rect width={W} height={H} rx={node.kind === 'start' || node.kind === 'end' ? H / 2 : 6} />
              <text x={W / 2} y={H / 2 + 4} textAnchor="middle">{fit}</text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
