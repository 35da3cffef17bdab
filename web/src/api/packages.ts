import { queryOptions } from '@tanstack/react-query'
import { apiUrl, call, get, newKey } from './client'
import type { Difference } from './building'
import type { Label } from './types'

export interface InstalledPackage { key: string; version: number; label: Label; installed_at: string; samples: { offered: number; present: number }; parts: Record<'objects' | 'fields' | 'definitions' | 'roles', number> }
export interface PartChange { part: string; key: string; change: 'added' | 'changed' | 'same' | 'kept' | 'conflict' | 'withdrawn'; differences: Difference[] }
export interface Preview { package: string; version: number; changes: PartChange[]; samples: number }
export interface Outcome { part: string; key: string; outcome: 'withdrawn' | 'deleted' | 'archived' | 'binned' | 'kept'; why: Label | null }

export const packagesQuery = queryOptions({ queryKey: ['packages'], queryFn: () => get<{ items: InstalledPackage[] }>('/packages') })

/** What installing a zip would do; nothing is changed. */
export const previewPackage = (zip: Blob) => call<Preview>('POST', '/packages/preview', { body: zip })

/** Sample records that stay, and why. */
export interface Kept { object: string; id: string; title: string | null; why: Label }

export const installPackage = (zip: Blob, take: string[], withdraw: boolean, samples: boolean) =>
  call<{ result: { added: number; changed: number; withdrawn: number; roles_wait?: unknown } }>('POST', '/packages/install', { body: zip, query: { take: take.join(','), withdraw: String(withdraw), samples: String(samples) }, headers: { 'Idempotency-Key': newKey() } })

/** What would become of each part of a package that is taken out. */
export const uninstallOutcome = async (key: string) => (await call<{ result: { parts: Outcome[] } }>('POST', '/actions/package.uninstall', { query: { dry_run: 'true' }, body: { key } })).result.parts

/** What would become of the sample records of a package. */
export const samplesOutcome = async (key: string) => (await call<{ result: { removed: number; kept: Kept[] } }>('POST', '/actions/package.remove_samples', { query: { dry_run: 'true' }, body: { key } })).result

/** Everything that is defined, to be carried to another environment. */
export const CONFIGURATION_URL = apiUrl('/packages/configuration')

export function exportUrl(key: string, version: number, label: string, objects: string[], definitions: string[], roles: string[]): string {
  return apiUrl(`/packages/${key}/export`, { version, label, objects: objects.join(','), definitions: definitions.join(','), roles: roles.join(',') })
}
