import { describe, expect, it } from 'vitest'
import { addDays, formatInstant, parseDay, relativeDay, relativeInstant } from './dates'
import { cleanDigits, cleanIdNumber, cleanPhone, isBankCard, isIdNumber, isPhone } from './identity'

describe('days and instants', () => {
  it('shows an instant in the lender\'s zone', () => expect(formatInstant('2026-01-05T16:30:00Z', 'Asia/Shanghai')).toBe('2026-01-06 00:30'))
  it('says near days in words and far ones as they are', () => {
    expect(relativeDay('2026-01-05', '2026-01-05', 'zh-CN')).toBe('今天')
    expect(relativeDay('2026-01-04', '2026-01-05', 'en-US')).toBe('yesterday')
    expect(relativeDay('2025-06-01', '2026-01-05', 'zh-CN')).toBe('2025-06-01')
  })
  it('counts days by the calendar, not by 24 hours', () => {
    expect(relativeInstant('2026-01-04T15:59:00Z', new Date('2026-01-04T17:00:00Z'), 'zh-CN')).toBe('昨天')
    expect(relativeInstant('2026-01-04T16:30:00Z', new Date('2026-01-04T17:00:00Z'), 'zh-CN')).toBe('30分钟前')
  })
  it('reads typed dates and refuses days that are none', () => {
    expect(parseDay('20260105')).toBe('2026-01-05')
    expect(parseDay('2026年1月5日')).toBe('2026-01-05')
    expect(parseDay('2026/1/5')).toBe('2026-01-05')
    expect(parseDay('2026-02-30')).toBeNull()
  })
  it('crosses a leap day', () => expect(addDays('2028-02-28', 2)).toBe('2028-03-01'))
})

describe('pasted numbers', () => {
  it('cleans and checks an ID number', () => {
    expect(cleanIdNumber('身份证：11010519491231002x ')).toBe('11010519491231002X')
    expect(isIdNumber('11010519491231002X')).toBe(true)
    expect(isIdNumber('110105194912310021')).toBe(false)
    expect(isIdNumber('110105199003911103')).toBe(false)
  })
  it('cleans and checks a bank card', () => {
    expect(cleanDigits('6222 0212-3456 7890')).toBe('6222021234567890')
    expect(isBankCard('4111111111111111')).toBe(true)
    expect(isBankCard('4111111111111112')).toBe(false)
  })
  it('cleans and checks a phone', () => {
    expect(cleanPhone('+86 138-0000-0000')).toBe('13800000000')
    expect(isPhone('13800000000')).toBe(true)
    expect(isPhone('23800000000')).toBe(false)
  })
})
