import { describe, expect, it } from 'vitest'
import { recordOf, valuesOf } from './record-of.ts'
import { type Values, blankValues, isBlank, sections } from './record-sections.ts'

const decision: Values = {
  ...blankValues('decision'),
  measure: 'house-arrest',
  number: ' 12-3 ',
  decidedOn: '2026-11-20',
  decidedHour: '14:30',
  body: 'Investigation department',
  official: 'Omarov T. S.',
  hasTrackingNote: true,
}

describe('a section of the form', () => {
  it.each(sections.map(({ key }) => key))('%s that nothing was entered in is blank and no record', (key) => {
    expect(isBlank(key, blankValues(key))).toBe(true)
    const told = recordOf(key, blankValues(key))
    // A certificate may be silent about everything.
    expect('record' in told).toBe(key === 'certificate')
  })

  it('names the fields that are still missing', () => {
    expect(recordOf('decision', { ...decision, number: ' ', decidedOn: '' })).toEqual({ faults: ['number', 'decidedOn'] })
    expect(recordOf('decision', { ...decision, court: 'Court' })).toEqual({ faults: ['authorisationNumber', 'authorisedOn'] })
    expect(recordOf('piece:identity-copy', { ...blankValues('piece:identity-copy'), isCertified: true })).toEqual({
      faults: ['receivedAt'],
    })
    expect(recordOf('residence', { ...blankValues('residence'), address: 'Abai 1' })).toEqual({ faults: ['address'] })
    expect(recordOf('certificate', { ...blankValues('certificate'), defenderKnown: 'named' })).toEqual({ faults: ['defender'] })
  })

  it('of a person before trial has no court act, of a convicted person no note of its own kind', () => {
    expect(recordOf('decision', decision)).toMatchObject({ record: { number: '12-3', act: null, authorisation: null } })
    const parole = {
      ...decision,
      measure: 'parole',
      orderedWith: 'later-decision',
      isUnderArticle139: true,
      inForceFrom: '2026-11-20',
    }
    expect(recordOf('decision', parole)).toMatchObject({
      record: { orderedWith: 'measure', isUnderArticle139: false, act: { kind: 'court-act', inForceFrom: '2026-11-20' } },
    })
  })

  it('reads times by the clock of Kazakhstan, and numbers with either mark', () => {
    const values = { sentAt: '2026-11-21T09:00', receivedAt: '2026-11-21T15:00', isCertified: true }
    expect(recordOf('piece:identity-copy', values)).toEqual({
      record: {
        kind: 'piece',
        piece: 'identity-copy',
        sentAt: '2026-11-21T04:00:00.000Z',
        receivedAt: '2026-11-21T10:00:00.000Z',
        isCertified: true,
      },
    })
    expect(recordOf('residence', { tenure: 'permanent', address: 'A', lat: '51,16', lon: '71.42' })).toMatchObject({
      record: { lat: 51.16 },
    })
  })

  it.each([
    ['decision', { ...decision, court: 'C', authorisationNumber: '7', authorisedOn: '2026-11-20' }],
    [
      'decision',
      { ...decision, measure: 'administrative-supervision', supervisionGround: 'dangerous-recidivism', orderedWith: 'measure' },
    ],
    ['piece:case-certificate', { sentAt: '', receivedAt: '2026-11-21T15:00', isCertified: false }],
    ['ground', { ground: 'threat', applicants: 'Serikova D. A.\nKim V.' }],
    ['certificate', { ...blankValues('certificate'), crime: 'Article 188', defenderKnown: 'none', defenceNeeds: ['language'] }],
    ['medical', { examinedOn: '2026-11-20', institution: 'H', documentNumber: '1', hasContraindication: 'no' }],
    ['residence', { tenure: 'temporary', address: 'A', lat: '51.16', lon: '71.42' }],
    ['cohabitants-receipt', { outcome: 'lives-alone', takenOn: '2026-11-20', takenBy: 'O' }],
  ] as const)('%s comes out of its record as it went in', (key, values) => {
    const told = recordOf(key, values)
    if (!('record' in told)) throw new Error(told.faults.join())
    expect(recordOf(key, { ...blankValues(key), ...valuesOf(told.record) })).toEqual(told)
  })
})
