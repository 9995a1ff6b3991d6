import { parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, packageRecords, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let operator: TestBrowser
beforeAll(async () => {
  test = await startTestApp()
  operator = await test.addUser('operator', await test.addOrganisation('A'), 'operator-a')
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
})
afterAll(() => test.end())

const judged = (records: readonly unknown[], birthOn: string | null = '1990-05-01') =>
  operator.done('judgeDraft', { body: { birthOn, records } })
const decided = (change: Record<string, unknown> = {}) => ({ kind: 'decision', ...aDecision(change) })
const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code)

describe('a package on the desk', () => {
  it('[1369.6a] is judged as it is entered: nothing yet owes everything, whole it owes nothing, and nothing is stored', async () => {
    const nothing = await judged([])
    expect(nothing.owed.map(({ piece }) => piece)).toEqual([
      'measure-decision',
      'qualification-decision',
      'case-certificate',
      'identity-copy',
      'explanation',
      'medical-outcome',
      'cohabitants-receipt',
    ])
    const whole = await judged([decided(), ...recordsWithout()])
    expect([whole.owed, whole.blocks, whole.warnings, whole.impossible]).toEqual([[], [], [], []])
    expect(whole.sendings).toHaveLength(4)
    for (const table of ['case_files', 'case_events']) expect((await test.owner.query(`SELECT FROM ${table}`)).rows).toEqual([])
    expect((await test.owner.query(`SELECT FROM log_entries WHERE action = 'judgeDraft'`)).rows).toEqual([])
  })

  it('names each record that cannot have been so by its place, and judges the rest', async () => {
    const { impossible, owed } = await judged([
      decided(),
      ...recordsWithout('medical', 'residence'),
      { ...packageRecords.medical, examinedOn: '2026-11-23' },
      { ...packageRecords.residence, lat: 54.99, lon: 73.37 },
    ])
    expect(impossible).toEqual([
      { index: 10, kind: 'medical', problem: 'examined in the future', citation: null },
      { index: 11, kind: 'residence', problem: 'the residence lies outside Kazakhstan', citation: '1369 §14' },
    ])
    expect(owed).toEqual([])
  })

  it('of 200 records is judged, of one more refused plainly, and of names that want to be something else is not', async () => {
    const judge = (length: number) =>
      operator.call('judgeDraft', {
        body: { birthOn: null, records: Array.from({ length }, () => packageRecords['identity-copy']) },
      })
    expect((await judge(200)).status).toBe(200)
    const refused = await judge(201)
    expect([refused.status, refused.code]).toEqual([400, 'bad-request'])
    const hostile = {
      ...packageRecords.ground,
      ground: 'threat',
      applicants: ["'; DROP TABLE persons; --", '\u202Eкто', '<b>x</b>'],
    }
    expect(codes((await judged([decided(), ...recordsWithout('ground'), hostile])).warnings)).toEqual([])
  })
})

describe('the residence', () => {
  it.each([
    { place: 'Omsk', lat: 54.99, lon: 73.37, impossible: 1, warned: false },
    { place: 'the checkpoint at Korday', lat: 43.04, lon: 74.71, impossible: 0, warned: true },
    { place: 'Aktau', lat: 43.65, lon: 51.22, impossible: 0, warned: false },
  ])('[1369.14] in $place → refused: $impossible, warned: $warned', async ({ lat, lon, impossible, warned }) => {
    const draft = await judged([decided(), ...recordsWithout('residence'), { ...packageRecords.residence, lat, lon }])
    expect(draft.impossible).toHaveLength(impossible)
    expect(codes(draft.warnings)).toEqual(warned ? ['residence-near-border'] : [])
    // Ours, not the law's.
    expect(draft.warnings.map(({ citation }) => citation)).toEqual(warned ? [null] : [])
  })
})

describe('a defender', () => {
  const certificate = (change: object) => ({ ...packageRecords.certificate, ...change })
  const warned = async (change: object, birthOn?: string) => {
    const { warnings } = await judged(
      [decided(), ...recordsWithout('certificate', 'explanation'), withMother, certificate(change)],
      birthOn,
    )
    return warnings.map(({ code, citation, needsLawyer }) => [code, citation, needsLawyer !== null])
  }
  const withMother = { ...packageRecords.explanation, attendants: [{ name: 'Akhmetova G.', capacity: 'legal-representative' }] }
  const notNamed = ['defender-not-named', 'CPC 67(1)', true]

  it.each([
    { who: 'an adult who asked for none', change: { defender: { name: null } }, birthOn: '1990-05-01', expected: [] },
    {
      who: 'an adult who asked for one',
      change: { defender: { name: null }, defenceNeeds: ['asked-for'] },
      birthOn: '1990-05-01',
      expected: [notNamed],
    },
    {
      who: 'somebody impaired',
      change: { defender: null, defenceNeeds: ['impairment'] },
      birthOn: '1990-05-01',
      expected: [notNamed],
    },
    {
      who: 'somebody without the language',
      change: { defender: { name: null }, defenceNeeds: ['language'] },
      birthOn: '1990-05-01',
      expected: [notNamed],
    },
    { who: 'a minor', change: { defender: { name: null } }, birthOn: '2010-05-01', expected: [notNamed] },
    { who: 'a minor with one', change: { defender: { name: 'Sadykova A. M.' } }, birthOn: '2010-05-01', expected: [] },
    {
      who: 'somebody impaired with one',
      change: { defender: { name: 'Sadykova A. M.' }, defenceNeeds: ['impairment'] },
      birthOn: '1990-05-01',
      expected: [],
    },
  ])('[CED.88] $who → warned of: $expected', async ({ change, birthOn, expected }) => {
    // A certificate that is silent about the defender is incomplete besides; here the warning alone is asked for.
    expect(await warned(change, birthOn)).toEqual(expected)
  })
})

describe('a measure', () => {
  const act = { kind: 'court-act', inForceFrom: '2026-11-20', isCitizen: true, supervisionGround: 'dangerous-recidivism' }
  it.each([
    { measure: 'house-arrest', by: 'subdivision', stage: 'pre-trial', citation: '1369 §3' },
    { measure: 'restriction-of-freedom', by: 'probation-service', stage: 'convicted', citation: 'PEC 19(1), 24(11)' },
    { measure: 'conditional-sentence', by: 'probation-service', stage: 'convicted', citation: 'PEC 19(1), 24(11)' },
    { measure: 'parole', by: 'internal-affairs', stage: 'convicted', citation: 'PEC 24(10), 169(1)' },
    { measure: 'administrative-supervision', by: 'internal-affairs', stage: 'convicted', citation: 'PEC 172(4)' },
    { measure: 'deferral', by: 'probation-service', stage: 'convicted', citation: expect.stringMatching(/^PEC /) },
  ])('[PEC.19] $measure is kept by $by', async ({ measure, by, stage, citation }) => {
    const { control } = await judged([decided({ measure, act: stage === 'convicted' ? act : null })])
    expect(control).toEqual({ by, stage, citation })
  })

  it.each(['recognizance', 'personal-guarantee', 'bail'])('[1369.1] %s carries tracking', async (measure) => {
    expect((await judged([decided({ measure, authorisation: null }), ...recordsWithout()])).blocks).toEqual([])
  })

  it('[1369.1] supervision of a minor carries it for a minor alone', async () => {
    const ofMinors = [decided({ measure: 'minor-supervision' })]
    expect((await judged(ofMinors, '2010-05-01')).blocks).toEqual([])
    expect(codes((await judged(ofMinors, '1990-05-01')).blocks)).toEqual(['measure-for-minors-only'])
  })

  it.each(['detention', 'unit-command'])('[1369.1] %s carries none, and the provision is named', async (measure) => {
    expect((await judged([decided({ measure })])).blocks).toMatchObject([{ code: 'measure-excluded', citation: '1369 §2' }])
  })
})

describe('a threat as the ground', () => {
  it.each([
    { applicants: [], expected: ['threat-without-applicant'] },
    { applicants: ['Serikova D. A.'], expected: [] },
  ])('[1369.20] with applicants $applicants → $expected', async ({ applicants, expected }) => {
    const ground = { kind: 'ground', ground: 'threat', applicants }
    const { warnings, blocks } = await judged([decided({ orderedWith: 'later-decision' }), ...recordsWithout('ground'), ground])
    expect([codes(warnings), blocks]).toEqual([expected, []])
  })
})
