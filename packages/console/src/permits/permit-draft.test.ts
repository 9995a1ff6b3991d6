import { api } from '@bilezik/contract'
import { type Instant, instant, permitKinds } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import {
  type PermitDraft,
  type WhyNotGive,
  blankDraft,
  bodyOf,
  coversLateFrom,
  instantOfLocal,
  localText,
} from './permit-draft.ts'

const at = (iso: string): Instant => instant(Date.parse(iso))
const lineageId = '01939b1e-0000-7000-8000-000000000001'
const filled: PermitDraft = {
  ...blankDraft(at('2026-11-22T12:41:25Z'), [lineageId]),
  from: '2026-11-23T18:00',
  until: '2026-11-24T09:00',
  givenBy: 'Probation service',
  documentNumber: '12/7',
}

describe('[MON.permit] what a head records', () => {
  it('is by the clock of Kazakhstan, wherever the browser is', () => {
    expect(filled.givenAt).toBe('2026-11-22T17:41')
    expect(bodyOf(filled)).toMatchObject({
      from: '2026-11-23T13:00:00.000Z',
      until: '2026-11-24T04:00:00.000Z',
      givenAt: '2026-11-22T12:41:00.000Z',
      schedule: null,
    })
  })

  it('a moment written into a field is read back as the same minute', () => {
    expect(instantOfLocal(localText(at('2026-12-31T20:30:59Z')))).toBe(at('2026-12-31T20:30:00Z'))
  })

  it.each(permitKinds)('a %s is by the contract, with hours of the week and without', (kind) => {
    for (const isRecurring of [false, true]) {
      expect(api.givePermit.body?.safeParse(bodyOf({ ...filled, kind, isRecurring }))?.success).toBe(true)
    }
  })

  it('hours that end before they begin run into the next day', () => {
    expect(bodyOf({ ...filled, isRecurring: true, days: [5, 1], startTime: '22:00', endTime: '06:30' })).toMatchObject({
      schedule: { windows: [{ days: [1, 5], startMinute: 1_320, endMinute: 390 }] },
    })
  })

  it.each<{ part: Partial<PermitDraft>; expected: WhyNotGive }>([
    { part: { lineageIds: [] }, expected: 'noCondition' },
    { part: { until: '' }, expected: 'noTime' },
    { part: { givenAt: '2026-02-31T10:00' }, expected: 'noTime' },
    { part: { isRecurring: true, days: [] }, expected: 'noDay' },
    { part: { isRecurring: true, endTime: '' }, expected: 'noTime' },
    { part: { givenBy: '  ' }, expected: 'noBasis' },
    { part: { documentNumber: '' }, expected: 'noBasis' },
  ])('$part → $expected', ({ part, expected }) => {
    expect(bodyOf({ ...filled, ...part })).toBe(expected)
  })

  it('of several conditions none is chosen beforehand, the only one is', () => {
    expect(blankDraft(at('2026-11-22T12:41:25Z'), [lineageId, 'another']).lineageIds).toEqual([])
    expect(filled.lineageIds).toEqual([lineageId])
  })

  it.each([
    { from: '2026-11-22T17:40', expected: '2026-11-22T12:41:00Z' },
    { from: '2026-11-22T17:41', expected: undefined },
    { from: '2026-11-22T17:42', expected: undefined },
  ])('given at 17:41, beginning $from → covers late from $expected', ({ from, expected }) => {
    expect(coversLateFrom({ ...filled, from })).toBe(expected === undefined ? undefined : at(expected))
  })
})
