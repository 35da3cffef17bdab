import type { ProcessEdge, ProcessNode } from '@/api/business'

export interface Placed { node: ProcessNode; x: number; y: number }

/** Columns by longest way from the start, rows in order within a column; loops back are ignored. Pure. */
export function placeNodes(nodes: ProcessNode[], edges: ProcessEdge[]): Placed[] {
  const rank = new Map(nodes.map((node) => [node.id, 0]))
  const order = new Map(nodes.map((node, at) => [node.id, at]))
  const forward = edges.filter((e) => (order.get(e.from) ?? 0) < (order.get(e.to) ?? 0))
  for (let round = 0; round < nodes.length; round += 1) {
    let moved = false
    for (const { from, to } of forward) {
      const next = (rank.get(from) ?? 0) + 1
      if (next > (rank.get(to) ?? 0)) { rank.set(to, next); moved = true }
    }
    if (!moved) break
  }
  const used = new Map<number, number>()
  return nodes.map((node) => {
    const x = rank.get(node.id) ?? 0
    const y = used.get(x) ?? 0
    used.set(x, y + 1)
    return { node, x, y }
  })
}
