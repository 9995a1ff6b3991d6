import { api } from '@bilezik/contract'
import { deviceCommandKinds } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { blankDraft, bodyOf, numberBounds, numbersOf, whyNotSend } from './command-draft.ts'

const deviceId = '01939b1e-0000-7000-8000-000000000001'
const blank = { ...blankDraft(deviceId, null), reason: 'Checking an alert' }

describe('what is asked of a device', () => {
  it.each(deviceCommandKinds)('%s is by the contract, as the form begins', (kind) => {
    expect(whyNotSend({ ...blank, kind })).toBeNull()
    expect(api.requestCommand.body?.safeParse(bodyOf({ ...blank, kind }))?.success).toBe(true)
  })

  it('[MON.ondemand] following closely is asked with its end', () => {
    expect(bodyOf({ ...blank, kind: 'interval', everySeconds: 15, followMinutes: 45, thenSeconds: 600 })).toMatchObject({
      command: { kind: 'interval', seconds: 15 },
      follow: { minutes: 45, thenSeconds: 600 },
    })
    expect(bodyOf({ ...blank, kind: 'vibrate' })).not.toHaveProperty('follow')
  })

  it.each(deviceCommandKinds.flatMap((kind) => numbersOf[kind].map((field) => ({ kind, field }))))(
    '$field of $kind is a whole number within the bounds of the contract',
    ({ kind, field }) => {
      const { min, max } = numberBounds[field]
      const given = (value: number | string) => ({ ...blank, kind, [field]: value })
      const isByContract = (value: number) => api.requestCommand.body?.safeParse(bodyOf(given(value)))?.success
      for (const value of [min, max]) {
        expect([whyNotSend(given(value)), isByContract(value)]).toEqual([null, true])
      }
      for (const value of [min - 1, max + 1, 1.5]) {
        expect([whyNotSend(given(value)), isByContract(value)]).toEqual(['whyNumbers', false])
      }
      expect(whyNotSend(given(''))).toBe('whyNumbers')
    },
  )

  it('numbers of another command do not matter', () => {
    expect(whyNotSend({ ...blank, kind: 'locate', everySeconds: '' })).toBeNull()
  })

  it.each([
    { reason: '', expected: 'whyNoReason' },
    { reason: '  ab ', expected: 'whyNoReason' },
    { reason: ' abc ', expected: null },
  ])('the reason "$reason" → $expected', ({ reason, expected }) => {
    expect(whyNotSend({ ...blank, reason })).toBe(expected)
  })

  it.each([
    { every: null, expected: 300 },
    { every: 600_000, expected: 300 },
    { every: 599_000, expected: 299 },
    { every: 60_000, expected: 30 },
  ])('where contact is owed every $every ms, the device is slowed down to $expected s', ({ every, expected }) => {
    expect(blankDraft(deviceId, every).thenSeconds).toBe(expected)
  })
})
