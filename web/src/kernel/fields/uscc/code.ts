/** 统一社会信用代码 (GB 32100): 18 characters, the last a check by weights of powers of 3 modulo 31. */
const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export function cleanUscc(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, 18)
}

export function isUscc(value: string): boolean {
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(value)) return false
  let sum = 0
  let weight = 1
  for (const character of value.slice(0, 17)) {
    sum += CHARACTERS.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return CHARACTERS[(31 - (sum % 31)) % 31] === value[17]
}
