import { compareDecimal, isDecimal } from '@/lib/money'

export interface Point { lat?: string; lng?: string }
const LIMITS = { lat: '90', lng: '180' } as const

export function pointOf(value: unknown): Point {
  return typeof value === 'object' && value !== null ? (value as Point) : {}
}

/** "39.9042, 116.4074"; a mask as it is. */
export function pointWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const { lat, lng } = pointOf(value)
  return `${lat ?? ''}, ${lng ?? ''}`
}

export function isPoint(value: unknown): boolean {
  const point = pointOf(value)
  return (['lat', 'lng'] as const).every((name) => {
    const degrees = point[name] ?? ''
    return isDecimal(degrees) && (degrees.split('.')[1]?.length ?? 0) <= 7 && compareDecimal(degrees.replace('-', ''), LIMITS[name]) <= 0
  })
}
