import { instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { HeardMessage } from './events.ts'
import { Withholding } from './withholding.ts'

function message(no: number, fingerprints: readonly string[], content: Partial<HeardMessage> = {}): HeardMessage {
  const records = fingerprints.map((fingerprint) => ({ fingerprint, reports: [], wear: [], latestAt: instant(1) }))
  return { kind: 'message', at: instant(no), connection: 1, no, type: 'report', isAnswerable: true, records, ...content }
}

describe('whose answer is withheld', () => {
  it('nobody’s before it begins, and nobody’s that carries no record', () => {
    const withholding = new Withholding(true)
    expect(withholding.treat(message(1, ['a']))).toBe('reply')
    withholding.begin('records')
    expect(withholding.treat(message(2, []))).toBe('reply')
    expect(withholding.treat(message(3, ['a'], { isAnswerable: false }))).toBe('reply')
    expect(withholding.treat(message(4, ['a']))).toBe('pick')
  })

  it('behind it everything on its connection is left unanswered, until all of it has come again', () => {
    const withholding = new Withholding(true)
    withholding.begin('records')
    expect(withholding.treat(message(1, ['a', 'b']))).toBe('pick')
    expect(withholding.treat(message(2, ['c']))).toBe('silence')
    expect(withholding.treat(message(3, ['d'], { connection: 2 }))).toBe('reply')
    expect(withholding.treat(message(4, ['b'], { connection: 2 }))).toBe('reply')
    expect(withholding.hasReturned).toBe(false)
    expect(withholding.treat(message(5, ['a', 'c']))).toBe('reply')
    expect(withholding.hasReturned).toBe(true)
    expect(withholding.treat(message(6, ['e']))).toBe('reply')
  })

  it('where each message is answered for itself, the others are', () => {
    const withholding = new Withholding(false)
    withholding.begin('records')
    expect([message(1, ['a']), message(2, ['b']), message(3, ['a'])].map((one) => withholding.treat(one))).toEqual([
      'pick',
      'reply',
      'reply',
    ])
  })

  it('a message without records has come again with the next of its type', () => {
    const withholding = new Withholding(true)
    withholding.begin('anything')
    const heartbeat = (no: number) => message(no, [], { type: 'heartbeat' })
    expect(withholding.treat(heartbeat(1))).toBe('pick')
    expect(withholding.treat(message(2, ['a']))).toBe('silence')
    expect(withholding.treat(heartbeat(3))).toBe('reply')
    expect(withholding.hasReturned).toBe(true)
  })
})
