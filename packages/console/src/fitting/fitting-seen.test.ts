import { describe, expect, it } from 'vitest'
import { type Session } from '../api/queries.ts'
import { type Signable } from '../documents/sign/WhatIsSigned.tsx'
import { type Fitting } from './fitting-query.ts'
import { forgetSeen, keepSeen, seenFitting, seenPapers, seenSession } from './fitting-seen.ts'
import { storageOf } from './testing/storage-of.ts'

const session = { user: { id: 'u' }, csrfToken: 'secret', expiresAt: '2026-11-22T20:00:00.000Z' } as Session
const fitting = { orderId: 'o', personName: 'Somebody' } as Fitting
const paper = { id: 'd', number: '15/2026' } as Signable
const until = Date.parse(session.expiresAt)

describe('what a fitting showed last', () => {
  it('is kept for its user and order alone, without the token that changes are made with', () => {
    const storage = storageOf()
    keepSeen(session, fitting, [paper], storage)
    expect(JSON.stringify(storage)).not.toContain('secret')
    expect(seenFitting('u', 'o', storage)).toEqual(fitting)
    expect(seenPapers('u', 'o', storage)).toEqual([paper])
    expect([seenPapers('other', 'o', storage), seenPapers('u', 'other', storage)]).toEqual([[], []])
    expect([seenFitting('other', 'o', storage), seenFitting('u', 'other', storage)]).toEqual([undefined, undefined])
  })

  it.each([
    { given: 'a moment before the session ends', at: until - 1, expected: 'u' },
    { given: 'when it has ended', at: until, expected: undefined },
  ])('$given → $expected', ({ at, expected }) => {
    const storage = storageOf()
    keepSeen(session, fitting, [paper], storage)
    expect(seenSession(at, storage)?.user.id).toBe(expected)
  })

  it('is nobody’s once the session is over, or where it cannot be read', () => {
    const storage = storageOf()
    keepSeen(session, fitting, [paper], storage)
    forgetSeen(storage)
    expect([seenSession(0, storage), seenFitting('u', 'o', storage)]).toEqual([null, undefined])
    for (const held of ['{', '[]', 'null', '{"session":{}}'])
      expect(seenSession(0, storageOf({ 'bilezik-fitting-seen': held }))).toBe(null)
  })
})
