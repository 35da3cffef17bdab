/** Logging in and one's own account. */

export interface PasswordRules { length: number }

/** What is still to be done before a session serves; null: nothing. */
export type Stage = 'second_factor' | 'password' | 'set_up_factor' | null
export type FactorKind = 'totp' | 'passkey'

export interface Opened { csrf_token: string; stage: Stage }
export interface LogInStep { stage: Stage; name: string; csrf_token: string; kinds: FactorKind[]; password: PasswordRules }
export interface LinkHolder { username: string; name: string; password: PasswordRules }

export interface Factor { id: string; kind: FactorKind; name: string; created_at: string; last_used_at: string | null }
export interface OwnSession { id: string; created_at: string; last_used_at: string; expires_at: string; address: string | null; user_agent: string | null; current: boolean }
export interface TokenScope { read_only?: boolean; objects?: string[] | null; actions?: string[] | null }
export interface OwnToken { id: string; name: string; created_at: string; expires_at: string; last_used_at: string | null; scope: TokenScope | null }
export interface Account {
  password: PasswordRules
  factor_needed: boolean
  factors: Factor[]
  recovery_codes: number
  sessions: OwnSession[]
  tokens: OwnToken[]
  token_days: number
  may_make_tokens: boolean
}
