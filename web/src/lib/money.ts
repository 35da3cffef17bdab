/** Money as decimal strings ("120000.00"): no float ever touches an amount. */

const DECIMAL = /^-?\d+(\.\d+)?$/

export function isDecimal(value: string): boolean {
  return DECIMAL.test(value)
}

/** "120000" or "120000.5" -> "120,000.50"; what is not a number is returned as it came. */
export function formatAmount(value: string | number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || value === '') return ''
  const text = String(value)
  if (!isDecimal(text)) return text
  const negative = text.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const cents = digits > 0 ? `.${fraction.padEnd(digits, '0').slice(0, Math.max(digits, fraction.replace(/0+$/, '').length))}` : ''
  return `${negative ? '-' : ''}${grouped}${cents}`
}

export function currencySign(currency: string): string {
  return currency === 'CNY' ? '¥' : `${currency} `
}

/** "-120.5" -> "-¥120.50". */
export function formatMoney(value: string | number | null | undefined, currency = 'CNY'): string {
  const amount = formatAmount(value)
  if (amount === '') return ''
  return amount.startsWith('-') ? `-${currencySign(currency)}${amount.slice(1)}` : `${currencySign(currency)}${amount}`
}

/** What a person typed or pasted ("¥ 12万", "１２０，０００.5 元") -> "120000.50"; null when it is no amount. */
export function parseAmount(text: string): string | null {
  let clean = text.replace(/[０-９．，－]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  clean = clean.replace(/[\s,¥￥元圆]/g, '')
  let shift = 0
  if (/[万萬]$/.test(clean)) { shift = 4; clean = clean.slice(0, -1) }
  if (/亿$/.test(clean)) { shift = 8; clean = clean.slice(0, -1) }
  if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(clean)) return null
  const moved = shiftPoint(clean, shift)
  const [whole = '0', fraction = ''] = moved.split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}

/** Moves the decimal point of a decimal string: shiftPoint("0.0720", 2) = "7.20". */
export function shiftPoint(value: string, places: number): string {
  const negative = value.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? value.slice(1) : value).split('.')
  let digits = whole + fraction
  let point = whole.length + places
  if (point < 0) { digits = '0'.repeat(-point) + digits; point = 0 }
  if (point > digits.length) digits = digits.padEnd(point, '0')
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(point)
  return `${negative ? '-' : ''}${left}${right ? `.${right}` : ''}`
}

/** Exact comparison of two decimal strings: -1, 0 or 1. */
export function compareDecimal(a: string, b: string): number {
  const places = Math.max(a.split('.')[1]?.length ?? 0, b.split('.')[1]?.length ?? 0)
  const scaled = (text: string) => {
    const [whole = '0', fraction = ''] = text.split('.')
    return BigInt(whole + fraction.padEnd(places, '0'))
  }
  const left = scaled(a)
  const right = scaled(b)
  return left === right ? 0 : left < right ? -1 : 1
}

/** Exact sum of decimal strings, with two digits. */
export function addAmounts(...values: (string | null | undefined)[]): string {
  let cents = 0n
  for (const value of values) {
    if (!value || !isDecimal(value)) continue
    const negative = value.startsWith('-')
    const [whole = '0', fraction = ''] = (negative ? value.slice(1) : value).split('.')
    const part = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2))
    cents += negative ? -part : part
  }
  const text = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`
}
