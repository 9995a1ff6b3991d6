import { describe, expect, it } from 'vitest'
import { type Permit } from '../api/queries.ts'
import { permitState } from './permit-state.ts'

const permit: Permit = {
  id: '01939b1e-0000-7000-8000-000000000001',
  kind: 'permission',
  lineageIds: [],
  from: '2026-11-22T10:00:00.000Z',
  until: '2026-11-22T20:00:00.000Z',
  schedule: null,
  givenAt: '2026-11-22T09:00:00.000Z',
  givenBy: 'Probation service',
  documentNumber: '12/7',
  revokedAt: null,
  revokedReason: null,
}
const late = { givenAt: '2026-11-22T12:00:00.000Z' }
const revoked = { revokedAt: '2026-11-22T15:00:00.000Z', revokedReason: 'The class was called off' }

describe('[MON.permit] how a permit from 10:00 until 20:00 stands', () => {
  it.each([
    { given: {}, at: '09:59', expected: 'coming' },
    { given: {}, at: '10:00', expected: 'running' },
    { given: late, at: '11:59', expected: 'coming' },
    { given: late, at: '12:00', expected: 'running' },
    { given: {}, at: '19:59', expected: 'running' },
    { given: {}, at: '20:00', expected: 'over' },
    { given: revoked, at: '14:59', expected: 'running' },
    { given: revoked, at: '15:00', expected: 'revoked' },
    { given: revoked, at: '21:00', expected: 'revoked' },
  ])('$given at $at → $expected', ({ given, at, expected }) => {
    expect(permitState({ ...permit, ...given }, Date.parse(`2026-11-22T${at}:00Z`))).toBe(expected)
  })
})
