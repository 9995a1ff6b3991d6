import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant, isoInstant, parseInstant, parseIsoInstant } from './instant.ts'

describe('instants', () => {
  it.each([0, -1, 253_402_300_799_999, -62_135_596_800_000])('%d is an instant', (utcMs) => {
    expect(parseInstant(utcMs)).toEqual({ ok: true, value: utcMs })
  })

  it.each([0.5, NaN, Infinity, 253_402_300_800_000, -62_135_596_800_001])('%d is none', (utcMs) => {
    expect(parseInstant(utcMs)).toEqual({ ok: false, reason: 'not-an-instant' })
  })

  it.each([
    { text: '2026-11-22T17:00:00Z', expected: '2026-11-22T17:00:00.000Z' },
    { text: '2026-11-22T22:00:00+05:00', expected: '2026-11-22T17:00:00.000Z' },
    { text: '2026-11-22T22:00:00.9999+05:30', expected: '2026-11-22T16:30:00.999Z' },
    { text: '2026-01-01T00:00:00.5-03:00', expected: '2026-01-01T03:00:00.500Z' },
    { text: '2028-02-29T00:00:00Z', expected: '2028-02-29T00:00:00.000Z' },
  ])('$text is $expected', ({ text, expected }) => {
    const parsed = parseIsoInstant(text)
    expect(parsed.ok && isoInstant(parsed.value)).toBe(expected)
  })

  it.each([
    '2026-11-22T17:00:00',
    '2026-11-22',
    '2026-02-29T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22 17:00:00Z',
    '26-11-22T17:00:00Z',
    '2026-11-22T17:00:00+25:00',
    '2026-11-22T17:00:00+05:60',
    '',
  ])('%s names no instant', (text) => {
    expect(parseIsoInstant(text).ok).toBe(false)
  })

  it('is written as the platform writes it, and read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), (utcMs) => {
        expect(isoInstant(instant(utcMs))).toBe(new Date(utcMs).toISOString())
        expect(parseIsoInstant(isoInstant(instant(utcMs)))).toEqual({ ok: true, value: utcMs })
      }),
    )
  })
})
