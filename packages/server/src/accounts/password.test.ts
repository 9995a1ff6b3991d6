import { describe, expect, it } from 'vitest'
import type { Refusal } from '../http/refusal.ts'
import { Passwords } from './password.ts'

describe('passwords', () => {
  it('are right only with the hash they were stored by', async () => {
    const passwords = new Passwords()
    const stored = await passwords.hashOf('құпиясөз ұзақ болсын')
    expect(await passwords.isRight('құпиясөз ұзақ болсын', stored)).toBe(true)
    expect(await passwords.isRight('құпиясөз ұзақ болсың', stored)).toBe(false)
  })

  it('are never right for an account that is not there, not even the one it is compared with', async () => {
    const passwords = new Passwords()
    expect(await passwords.isRight('no account has this password', undefined)).toBe(false)
  })

  it('are compared a few at a time: the rest wait, and past the queue are asked to come back', async () => {
    const passwords = new Passwords()
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.isRight('some password', undefined)))
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(60 - 34)
    for (const { reason } of refused) expect((reason as Refusal).code).toBe('too-many-requests')
    expect(await passwords.isRight('some password', undefined)).toBe(false)
  })
})
