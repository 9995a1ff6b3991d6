import { instantFromKazakhstan, isoInstant } from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import { earlyReleaseAt } from './early-release.ts'

const local = (month: number, day: number, hour: number, minute: number, year = 2026) =>
  instantFromKazakhstan({ year, month, day, hour, minute, second: 0 }) ?? expect.unreachable()

describe('early release ends the collection, PEC 165(5)', () => {
  test.each([
    { given: '[PEC.161] documents at 11:00 on a Tuesday: then', at: local(3, 3, 11, 0), ends: local(3, 3, 11, 0) },
    {
      given: '[PEC.161] documents a minute before the working day ends: then',
      at: local(3, 3, 17, 59),
      ends: local(3, 3, 17, 59),
    },
    { given: '[PEC.161] documents as it ends: at nine the next morning', at: local(3, 3, 18, 0), ends: local(3, 4, 9, 0) },
    {
      given: '[PEC.161] documents late on a Friday: on Saturday morning, not on Monday',
      at: local(3, 6, 22, 15),
      ends: local(3, 7, 9, 0),
    },
    {
      given: '[PEC.161] documents on a Sunday noon, which somebody received: then',
      at: local(3, 8, 12, 0),
      ends: local(3, 8, 12, 0),
    },
    { given: '[PEC.161] documents before the service opens: then', at: local(3, 3, 7, 30), ends: local(3, 3, 7, 30) },
    {
      given: '[PEC.161] documents on the evening before the clocks went back',
      at: local(2, 29, 20, 0, 2024),
      ends: local(3, 1, 9, 0, 2024),
    },
  ])('$given', ({ at, ends }) => {
    expect(isoInstant(earlyReleaseAt(at))).toBe(isoInstant(ends))
  })

  test('[PEC.161] the working day is the service’s own', () => {
    const hours = { opensAtMinute: 8 * 60, closesAtMinute: 17 * 60 }
    expect(earlyReleaseAt(local(3, 3, 17, 30), hours)).toBe(local(3, 4, 8, 0))
  })
})
