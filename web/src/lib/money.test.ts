import { describe, expect, it } from 'vitest'
import { toCapitals } from './capitals'
import { addAmounts, compareDecimal, formatAmount, formatMoney, parseAmount, shiftPoint } from './money'
import { formatPercent, parsePercent, percentNumber } from './percent'

describe('amounts', () => {
  it('shows thousands and two digits, a minus sign before the currency', () => {
    expect(formatAmount('120000')).toBe('120,000.00')
    expect(formatAmount('0.5')).toBe('0.50')
    expect(formatAmount('1234567890123456.78')).toBe('1,234,567,890,123,456.78')
    expect(formatMoney('-1200.5')).toBe('-¥1,200.50')
    expect(formatMoney('12.00', 'USD')).toBe('USD 12.00')
  })
  it('leaves what is no number as it came, and nothing for nothing', () => {
    expect(formatAmount('***')).toBe('***')
    expect(formatAmount(null)).toBe('')
    expect(formatMoney('')).toBe('')
  })
  it('reads what people type and paste', () => {
    expect(parseAmount('¥ 120,000.5 元')).toBe('120000.50')
    expect(parseAmount('12万')).toBe('120000.00')
    expect(parseAmount('1.25万')).toBe('12500.00')
    expect(parseAmount('１２０，０００')).toBe('120000.00')
    expect(parseAmount('十二')).toBeNull()
    expect(parseAmount('1.2.3')).toBeNull()
  })
  it('keeps too many digits for the check to refuse, never rounds silently', () => {
    expect(parseAmount('1.005')).toBe('1.005')
  })
  it('adds and compares exactly where floats would not', () => {
    expect(addAmounts('0.10', '0.20')).toBe('0.30')
    expect(addAmounts('100.00', '-100.01')).toBe('-0.01')
    expect(addAmounts(null, undefined, '1')).toBe('1.00')
    expect(compareDecimal('0.30', '0.3')).toBe(0)
    expect(compareDecimal('9007199254740993.01', '9007199254740993.02')).toBe(-1)
    expect(compareDecimal('-2', '-1.5')).toBe(-1)
  })
})

describe('percent', () => {
  it('shows a ratio with at least two digits', () => {
    expect(formatPercent('0.0720')).toBe('7.20 %')
    expect(formatPercent('0.071999')).toBe('7.1999 %')
    expect(formatPercent('0')).toBe('0.00 %')
    expect(formatPercent('-0.005')).toBe('-0.50 %')
    expect(percentNumber('0.36')).toBe('36.00')
  })
  it('turns what is typed into a ratio', () => {
    expect(parsePercent('7.2')).toBe('0.0720')
    expect(parsePercent('7.2 %')).toBe('0.0720')
    expect(parsePercent('.5')).toBe('0.0050')
    expect(parsePercent('0.05')).toBe('0.0005')
    expect(parsePercent('abc')).toBeNull()
  })
  it('moves the point both ways', () => {
    expect(shiftPoint('0.072', 2)).toBe('7.2')
    expect(shiftPoint('7', -2)).toBe('0.07')
    expect(shiftPoint('-12.5', 1)).toBe('-125')
  })
})

describe('大写', () => {
  it.each([
    ['0', '零元整'], ['0.05', '伍分'], ['0.50', '伍角整'], ['1.00', '壹元整'], ['10', '壹拾元整'], ['105', '壹佰零伍元整'], ['1010.10', '壹仟零壹拾元壹角整'],
    ['120000.00', '壹拾贰万元整'], ['120000.50', '壹拾贰万元伍角整'], ['100000.05', '壹拾万元零伍分'], ['6007.14', '陆仟零柒元壹角肆分'], ['1409.50', '壹仟肆佰零玖元伍角整'],
    ['100010000', '壹亿零壹万元整'], ['10000001', '壹仟万零壹元整'], ['200000000.00', '贰亿元整'], ['-3.20', '负叁元贰角整'],
  ])('%s is %s', (amount, words) => expect(toCapitals(amount)).toBe(words))
  it('says nothing for what is no amount', () => {
    expect(toCapitals('abc')).toBe('')
    expect(toCapitals('1.005')).toBe('')
  })
})
