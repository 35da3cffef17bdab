import { localeTag, say } from '@/lib/i18n'
import { own } from './own'

export interface ProblemItem { pointer: string; code?: string; message: string }

/** A refused or failed call: problem details (RFC 9457) as a typed error. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: ProblemItem[]
  readonly requestId: string | null
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.detail ?? body.title ?? say('error.unknown')))
    this.status = status
    this.code = String(body.code ?? (status === 0 ? 'network' : `http.${status}`))
    this.title = String(body.title ?? '')
    this.errors = Array.isArray(body.errors) ? (body.errors as ProblemItem[]) : []
    this.requestId = typeof body.request_id === 'string' ? body.request_id : null
    this.body = body
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>
export interface CallOptions {
  query?: Query
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

let csrfToken = ''
let onSignedOut: () => void = () => {}
let onWaiting: () => void = () => {}
let onUnfinished: () => void = () => {}
let onStepUp: () => Promise<boolean> = () => Promise.resolve(false)
let touchedAt = Date.now()
for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
  globalThis.addEventListener?.(event, () => { touchedAt = Date.now() }, { passive: true, capture: true })
}
/** After so long without a hand on it, what a page asks for by itself keeps no session alive. */
const UNATTENDED_MS = 60_000

export function setCsrfToken(token: string): void { csrfToken = token }
/** Refusals of a session whose log-in is not finished. */
export const UNFINISHED = new Set(['auth.password_change_required', 'auth.second_factor_required', 'auth.factor_set_up_required'])
/** Called where a log-in is not finished: there is something to do first. */
export function whenUnfinished(listener: () => void): void { onUnfinished = listener }
/** Called where a call needs a fresh proof of who one is; whether it was given. */
export function whenStepUp(listener: () => Promise<boolean>): void { onStepUp = listener }
/** Called where a call was not carried out, but a second person was asked. */
export function whenWaiting(listener: () => void): void { onWaiting = listener }
export function whenSignedOut(listener: () => void): void { onSignedOut = listener }

export function apiUrl(path: string, query?: Query): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

async function problemOf(response: Response): Promise<ApiProblem> {
  let body: Record<string, unknown>
  try {
    body = (await response.json()) as Record<string, unknown>
  } catch {
    body = { detail: say(response.status >= 500 ? 'error.server' : 'error.unknown') }
  }
  body.request_id ??= response.headers.get('X-Request-Id') ?? undefined
  return new ApiProblem(response.status, body)
}

/** One call of the API; throws ApiProblem for every refusal and for a missing network. */
export async function call<T>(method: string, path: string, options: CallOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': localeTag(), ...options.headers }
  // Forms and files go as they are.
  const form = options.body instanceof FormData || options.body instanceof Blob
  if (options.body !== undefined && !form) headers['Content-Type'] = 'application/json'
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken
  if (Date.now() - touchedAt > UNATTENDED_MS) headers['X-Unattended'] = '1'
  let response: Response
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      signal: options.signal,
      body: options.body === undefined ? undefined : form ? (options.body as FormData | Blob) : JSON.stringify(options.body),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(0, { detail: say('error.network') })
  }
  if (!response.ok) {
    const problem = await problemOf(response)
    if (problem.status === 401 && !path.startsWith('/auth/')) onSignedOut()
    if (UNFINISHED.has(problem.code)) onUnfinished()
    if (problem.code === 'auth.step_up_required' && (await onStepUp())) return call<T>(method, path, options)
    throw problem
  }
  if (method !== 'GET') own.note(response.headers.get('X-Request-Id'))
  if (response.status === 204) return undefined as T
  if (response.status === 202) onWaiting()
  return (await response.json()) as T
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> => call<T>('GET', path, { query, signal })

/** Runs an action; the same key makes a repeated call harmless. */
export async function runAction<T = Record<string, unknown>>(
  name: string, input: Record<string, unknown>, key: string = newKey(),
): Promise<T> {
  const answer = await call<{ result: T }>('POST', `/actions/${name}`, { body: input, headers: { 'Idempotency-Key': key } })
  return answer?.result ?? ({} as T)
}

/** A UUID also where the page is served over plain HTTP (no secure context, no crypto.randomUUID). */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
