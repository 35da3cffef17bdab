import { isDecimal, shiftPoint } from './money'

/** Ratio "0.0720" -> "7.20 %"; at least two digits, no more than the ratio carries. */
export function formatPercent(ratio: string | number | null | undefined, digits = 2): string {
  if (ratio === null || ratio === undefined || ratio === '') return ''
  const text = String(ratio)
  if (!isDecimal(text)) return text
  return `${percentNumber(text, digits)} %`
}

/** Ratio "0.072" -> "7.20" (for an input with the % sign beside it). */
export function percentNumber(ratio: string, digits = 2): string {
  const [whole = '0', fraction = ''] = shiftPoint(ratio, 2).split('.')
  const kept = fraction.replace(/0+$/, '').padEnd(digits, '0')
  return kept ? `${whole}.${kept}` : whole
}

/** What was typed ("7.2", "7.2%") -> ratio "0.0720"; null when it is no number. */
export function parsePercent(text: string): string | null {
  const clean = text.replace(/[\s%％]/g, '')
  if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(clean)) return null
  const ratio = shiftPoint(clean.startsWith('.') ? `0${clean}` : clean, -2)
  const [whole = '0', fraction = ''] = ratio.split('.')
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(4, '0')}`
}
