/** Logging in and one's own account. */

export interface PasswordRules { length: number }

/** What is still to be done before a session serves; null: nothing. */
export type Stage = 'password' | null

export interface Opened { csrf_token: string; stage: Stage }
export interface LogInStep { stage: Stage; name: string; csrf_token: string; password: PasswordRules }
export interface LinkHolder { username: string; name: string; password: PasswordRules }
