/** 人民币大写 by the rule of 《支付结算办法》 appendix 1. */

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

function groupWords(group: string): string {
  let words = ''
  let zero = false
  for (let at = 0; at < 4; at += 1) {
    const digit = Number(group[at])
    if (digit === 0) { zero = true; continue }
    if (zero && words) words += '零'
    zero = false
    words += DIGITS.charAt(digit) + UNITS[3 - at]
  }
  return words
}

function wholeWords(whole: string): string {
  const padded = whole.padStart(Math.ceil(whole.length / 4) * 4, '0')
  const groups = padded.match(/\d{4}/g) ?? []
  let words = ''
  let zero = false
  groups.forEach((group, index) => {
    if (group === '0000') { zero = words !== ''; return }
    if (words && (zero || group.startsWith('0'))) words += '零'
    zero = false
    words += groupWords(group) + GROUPS[groups.length - 1 - index]
  })
  return words
}

/** "120000.50" -> "壹拾贰万元伍角整"; "" when it is no amount or past 16 digits. */
export function toCapitals(value: string): string {
  if (!/^-?\d{1,16}(\.\d{1,2})?$/.test(value)) return ''
  const negative = value.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? value.slice(1) : value).split('.')
  const jiao = Number(fraction[0] ?? 0)
  const fen = Number(fraction[1] ?? 0)
  const yuan = wholeWords(whole.replace(/^0+/, ''))
  let words = yuan ? `${yuan}元` : ''
  if (jiao === 0 && fen === 0) return `${negative ? '负' : ''}${words || '零元'}整`
  if (jiao > 0) words += `${DIGITS.charAt(jiao)}角`
  else if (yuan) words += '零'
  words += fen > 0 ? `${DIGITS.charAt(fen)}分` : '整'
  return (negative ? '负' : '') + words
}
