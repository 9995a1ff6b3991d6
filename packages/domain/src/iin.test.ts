import { describe, expect, it } from 'vitest'
import { doubtsOfIin, iinCheckDigit, parseIin } from './iin.ts'

describe('an individual identification number', () => {
  it.each([
    { given: '061211600012', expected: { ok: true, value: '061211600012' } },
    { given: ' 061211 600012 ', expected: { ok: true, value: '061211600012' } },
    { given: '061211600013', expected: { ok: false, reason: 'bad-checksum' } },
    { given: '061211600021', expected: { ok: false, reason: 'bad-checksum' } },
    { given: '06121160001', expected: { ok: false, reason: 'not-twelve-digits' } },
    { given: '06121160001a', expected: { ok: false, reason: 'not-twelve-digits' } },
    { given: '', expected: { ok: false, reason: 'not-twelve-digits' } },
  ])('$given → $expected', ({ given, expected }) => {
    expect(parseIin(given)).toEqual(expected)
  })

  it('takes the second row of weights where the first gives ten, and is never issued where both do', () => {
    const digits = Array.from({ length: 200 }, (_, i) => iinCheckDigit(`9005123${String(i).padStart(4, '0')}`))
    expect(digits.every((digit) => digit === undefined || (digit >= 0 && digit <= 9))).toBe(true)
    expect(digits).toContain(undefined)
  })

  it.each([
    { birthOn: '2006-12-11', patronymic: null, expected: [] },
    { birthOn: null, patronymic: null, expected: [] },
    { birthOn: '2006-12-12', patronymic: null, expected: ['birth-date'] },
    { birthOn: '1906-12-11', patronymic: null, expected: ['birth-date'] },
    { birthOn: '2006-12-11', patronymic: 'Болатқызы', expected: [] },
    { birthOn: '2006-12-11', patronymic: 'Болатұлы', expected: ['sex'] },
    { birthOn: '2006-12-11', patronymic: 'Петрович', expected: ['sex'] },
    { birthOn: '2005-01-01', patronymic: 'Bolatuly', expected: ['birth-date', 'sex'] },
    { birthOn: '2006-12-11', patronymic: 'Ильинична', expected: [] },
  ])('061211600012 of somebody born on $birthOn, $patronymic → $expected', ({ expected, ...person }) => {
    expect(doubtsOfIin('061211600012', person)).toEqual(expected)
  })
})
