import { call } from '@/api/client'
import { pick, type Label } from '@/lib/i18n'

/** What the server takes in one request. */
export const LIMIT = 500

type Values = Record<string, unknown>
export type Write = { op: 'update'; id: string; version: number | undefined; values: Values } | { op: 'delete'; id: string; version: number | undefined }
export interface Result { ok: boolean; id?: string; version?: number; errors?: { pointer: string; message: Label }[] }

/** Writes many records, each by itself; what came of each, in their order. */
export async function writeEach(object: string, operations: Write[]): Promise<Result[]> {
  const results: Result[] = []
  for (let at = 0; at < operations.length; at += LIMIT) {
    const body = { mode: 'each', operations: operations.slice(at, at + LIMIT) }
    results.push(...(await call<{ results: Result[] }>('POST', `/records/${object}:bulk`, { body })).results)
  }
  return results
}

/** Why a write was not done. */
export const whyNot = (result: Result) => (result.errors ?? []).map((error) => pick(error.message)).join(' ')
