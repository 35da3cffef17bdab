import { queryOptions } from '@tanstack/react-query'
import { get } from '@/api/client'

export interface Address { province?: string; city?: string; district?: string; detail?: string }
export type Divisions = Record<string, Record<string, string[]>>
export interface Division { value: string; label: string; children?: Division[] }

export const divisionsQuery = queryOptions({ queryKey: ['divisions'], queryFn: ({ signal }) => get<Divisions>('/divisions', undefined, signal), staleTime: Infinity })

export function addressOf(value: unknown): Address {
  return typeof value === 'object' && value !== null ? (value as Address) : {}
}

/** 广东省深圳市南山区科技园路 1 号; a municipality is said once; a mask as it is. */
export function addressWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const { province = '', city = '', district = '', detail = '' } = addressOf(value)
  return `${province}${city === province ? '' : city}${district}${detail}`
}

/** The divisions as a cascade of options. */
export function divisionOptions(divisions: Divisions): Division[] {
  return Object.entries(divisions).map(([province, cities]) => ({
    value: province, label: province,
    children: Object.entries(cities).map(([city, districts]) => ({
      value: city, label: city, ...(districts.length > 0 && { children: districts.map((one) => ({ value: one, label: one })) }),
    })),
  }))
}

/** Whether a path of divisions has every word of a search: 深圳 南山, or 深圳市南山区 in one. */
export function findsDivision(text: string, path: { label?: unknown }[]): boolean {
  const whole = path.map(({ label }) => label).join('')
  return text.trim().split(/\s+/).every((word) => whole.includes(word))
}

export function isAddress(value: unknown): boolean {
  const { province, city, detail } = addressOf(value)
  return Boolean(province && city && detail?.trim())
}
