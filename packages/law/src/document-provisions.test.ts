import { documentKinds } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { documentProvisions } from './document-provisions.ts'

const dates = { decidedOn: '2026-11-20', on: '2026-11-22' }

describe('what a document is drawn up under', () => {
  it.each([
    ['adoption-notice', 'bail', {}, ['1369 §7(4)']],
    ['return-to-body', 'bail', {}, ['1369 §6']],
    ['equipment-decision', 'bail', {}, ['1369 §16', '1369 §13']],
    ['handover-act', 'bail', { handover: 'fitting' }, ['1369 §7(2)']],
    ['handover-act', 'bail', { handover: 'transfer' }, ['1369 §11']],
    ['handover-act', 'bail', { handover: 'removal', closingGround: 'verdict' }, ['1369 §7(2)', '1369 §10(2)']],
    ['memo', 'bail', {}, ['1369 §7(3)']],
    ['memo', 'bail', { isMinor: true }, ['1369 §7(3)', '1369 §7(3)']],
    ['hospitalisation-notice', 'bail', {}, ['1369 §18']],
    ['replacement-act', 'bail', {}, ['1369 §17']],
    ['damage-act', 'bail', {}, ['1369 §12']],
    ['information-report', 'bail', {}, ['1369 §9']],
    ['closing-act', 'bail', { closingGround: 'death' }, ['1369 §10(3)']],
    ['closing-act', 'bail', { closingGround: 'expiry' }, ['1369 §10']],
    ['memo', 'parole', {}, ['PEC 9(6), 22(1)(2)-(3)']],
    ['damage-act', 'restriction-of-freedom', {}, ['PEC 67(1)(2)']],
    ['damage-act', 'conditional-sentence', {}, ['PEC 176(4)']],
    ['closing-act', 'restriction-of-freedom', { closingGround: 'term-served' }, ['PEC 161(1)(1)']],
  ] as const)('%s, %s, %j → %j', (kind, regime, occasion, expected) => {
    expect(documentProvisions(kind, regime, dates, occasion).map(({ citation }) => citation)).toEqual(expected)
  })

  it.each(documentKinds)('%s of a convicted person never cites 1369, which binds before trial only', (kind) => {
    const cited = documentProvisions(kind, 'restriction-of-freedom', dates).map(({ citation }) => citation)
    expect(cited.length).toBeGreaterThan(0)
    expect(cited.filter((citation) => citation.startsWith('1369'))).toEqual([])
  })

  it('cites nothing that was not in force', () => {
    expect(documentProvisions('memo', 'bail', { decidedOn: '2014-01-01', on: '2014-01-02' })).toEqual([])
  })
})
