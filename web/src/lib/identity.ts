import { parseDay } from './dates'

/** Cleaning and checking of whole pasted numbers: 身份证 (GB 11643), bank card (Luhn), mobile phone. */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
}

export function cleanIdNumber(text: string): string {
  return narrow(text).toUpperCase().replace(/[^0-9X]/g, '').slice(0, 18)
}

export function isIdNumber(value: string): boolean {
  if (!/^\d{17}[\dX]$/.test(value)) return false
  // Digits 7 to 14 are the birth date: it must be a day of the calendar.
  if (!parseDay(value.slice(6, 14))) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0)
  return CHECKS[sum % 11] === value[17]
}

export function cleanDigits(text: string, max = 19): string {
  return narrow(text).replace(/\D/g, '').slice(0, max)
}

export function isBankCard(value: string): boolean {
  if (!/^\d{12,19}$/.test(value)) return false
  let sum = 0
  for (let at = 0; at < value.length; at += 1) {
    let digit = Number(value[value.length - 1 - at])
    if (at % 2 === 1) { digit *= 2; if (digit > 9) digit -= 9 }
    sum += digit
  }
  return sum % 10 === 0
}

/** "+86 138-0000-0000" -> "13800000000". */
export function cleanPhone(text: string): string {
  const digits = narrow(text).replace(/[^\d+]/g, '')
  return digits.replace(/^\+?86(?=1\d{10}$)/, '').replace(/\+/g, '').slice(0, 15)
}

export function isPhone(value: string): boolean {
  return /^1[3-9]\d{9}$/.test(value) || /^0\d{9,11}$/.test(value)
}

/** A value that the server sent masked ("138****8888") must not be sent back. */
export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes('*')
}
