/** Lender-local days (YYYY-MM-DD) and UTC instants in words of the caller's language. */

let zone = 'Asia/Shanghai'
export function setTimeZone(timeZone: string): void { zone = timeZone }

const DAY_MS = 86_400_000

/** "2026-01-05T01:02:03Z" -> "2026-01-05 09:02" in the lender's zone. */
export function formatInstant(value: string, timeZone = zone): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return value
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** The lender-local day of an instant. */
export function localDay(at: Date = new Date(), timeZone = zone): string {
  return formatInstant(at.toISOString(), timeZone).slice(0, 10)
}

/** The instant at which clocks in the lender's zone show "2026-01-05 09:02". */
export function instantAt(shown: string, timeZone = zone): string {
  const asUtc = Date.parse(`${shown.replace(' ', 'T')}:00Z`)
  const ahead = (at: number) => Date.parse(`${formatInstant(new Date(at).toISOString(), timeZone).replace(' ', 'T')}:00Z`) - at
  // Near a change of clocks the zone is as far ahead as it is then, not as it would be at that hour of UTC.
  return new Date(asUtc - ahead(asUtc - ahead(asUtc))).toISOString()
}

/** The instant at which a lender-local day begins. */
export function startOfDay(day: string, timeZone = zone): string {
  return instantAt(`${day} 00:00`, timeZone)
}

/** Days from `from` to `to` (both YYYY-MM-DD). */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Near days in words (今天, 昨天, 3天后), others as they are. */
export function relativeDay(day: string, today: string, language: string): string {
  const days = daysBetween(today, day)
  if (Number.isNaN(days) || Math.abs(days) > 14) return day
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
}

/** An instant in words: 5分钟前, 3小时前, 昨天; past two weeks the day. */
export function relativeInstant(value: string, now: Date, language: string): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return value
  const seconds = (at.getTime() - now.getTime()) / 1000
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const size = Math.abs(seconds)
  if (size < 60) return words.format(Math.trunc(seconds), 'second')
  if (size < 3600) return words.format(Math.trunc(seconds / 60), 'minute')
  const days = daysBetween(localDay(now), localDay(at))
  if (days === 0) return words.format(Math.trunc(seconds / 3600), 'hour')
  if (Math.abs(days) <= 14) return words.format(days, 'day')
  return localDay(at)
}

/** Typed dates: 20260105, 2026/1/5, 2026.1.5, 2026年1月5日 -> 2026-01-05; null when it is no day. */
export function parseDay(text: string): string | null {
  const match = /^\s*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?\s*$/.exec(text)
  if (!match) return null
  const day = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day
}
