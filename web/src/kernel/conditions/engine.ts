import { useEffect, useState } from 'react'
import type { FieldDef } from '@/api/types'
import type { Values } from '../form/check'

/** The value of an expression over the values of a form; undefined where it has none. */
export type Evaluate = (expression: string, fields: readonly FieldDef[], values: Values) => unknown
export type Engine = { state: 'loading' | 'failed' } | { state: 'ready'; evaluate: Evaluate }

const NUMBERS = new Set(['number', 'money', 'percent', 'rating'])
/** Names in an expression, and quoted texts, in which there are none. */
export const NAME = /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|([A-Za-z_][A-Za-z0-9_]*)/g

/** As the server does it: amounts go in as decimal text and become numbers inside the engine, so that none is rounded on the way. */
export function exactly(expression: string, numeric: ReadonlySet<string>): string {
  return expression.replace(NAME, (whole: string, _quoted: string | undefined, name: string | undefined) => (name !== undefined && numeric.has(name) ? `number(${name})` : whole))
}

let loading: Promise<Evaluate> | null = null

async function load(): Promise<Evaluate> {
  const zen = await import('@gorules/zen-engine-wasm')
  await zen.default()
  return (expression, fields, values) => {
    const numeric = new Set<string>()
    const context: Values = {}
    for (const { key, kind } of fields) {
      const value = values[key]
      context[key] = value === undefined || value === '' ? null : value
      if (NUMBERS.has(kind) && context[key] !== null) { numeric.add(key); context[key] = String(value) }
    }
    try {
      return zen.evaluateExpression(exactly(expression, numeric), context) as unknown
    } catch {
      // An operand is empty, or not a number yet: the expression says nothing.
      return undefined
    }
  }
}

/** The engine of conditions, loaded when a form with conditions is first shown. */
export function useEngine(wanted: boolean): Engine {
  const [engine, setEngine] = useState<Engine>({ state: 'loading' })
  useEffect(() => {
    if (!wanted) return
    let here = true
    loading ??= load()
    loading.then((evaluate) => { if (here) setEngine({ state: 'ready', evaluate }) }, () => { loading = null; if (here) setEngine({ state: 'failed' }) })
    return () => { here = false }
  }, [wanted])
  return engine
}
