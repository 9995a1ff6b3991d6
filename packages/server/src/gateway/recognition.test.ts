import type { Recognition } from '@bilezik/protocols'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { recognise } from './recognition.ts'
import type { StreamCodec } from './stream-connection.ts'

/** Begins with these letters; a dot stands for any. */
function codecOf(beginning: string): StreamCodec {
  const answer = (first: Uint8Array): Recognition => {
    const text = Buffer.from(first).toString('latin1').slice(0, beginning.length)
    if ([...text].some((letter, i) => beginning[i] !== '.' && letter !== beginning[i])) return 'no'
    return text.length === beginning.length ? 'yes' : 'more'
  }
  return { name: beginning, stream: { recognise: answer } } as unknown as StreamCodec
}

const codecs = ['ab', 'a.c', 'ax', 'a.', 'wait'.padEnd(64, '.')].map(codecOf)
const named = (text: string) => {
  const recognised = recognise(Buffer.from(text), codecs)
  return recognised?.kind === 'stream' ? recognised.codec.name : recognised?.kind
}

test.each([
  { given: '', becomes: undefined },
  { given: 'a', becomes: undefined },
  { given: 'ab', becomes: 'ab' },
  { given: 'abc', becomes: 'ab' },
  { given: 'axc', becomes: 'ax' },
  { given: 'azc', becomes: 'a.' },
  { given: 'b', becomes: 'nobody' },
  { given: 'w', becomes: undefined },
  { given: `wait${'.'.repeat(59)}`, becomes: undefined },
  { given: `wait${'.'.repeat(60)}`, becomes: 'wait'.padEnd(64, '.') },
  { given: 'G', becomes: undefined },
  { given: 'GET', becomes: undefined },
  { given: 'GET /?id=1', becomes: 'http' },
  { given: 'POST /', becomes: 'http' },
  { given: 'PUT /', becomes: 'http' },
  { given: 'POSTAGE', becomes: 'nobody' },
  { given: 'get /', becomes: 'nobody' },
])('$given is $becomes', ({ given, becomes }) => {
  expect(named(given)).toBe(becomes)
})

test('who is waited for at 64 bytes is nobody', () => {
  const patient = { name: 'patient', stream: { recognise: () => 'more' } } as unknown as StreamCodec
  expect(recognise(Buffer.alloc(63), [patient])).toBeUndefined()
  expect(recognise(Buffer.alloc(64), [patient])).toEqual({ kind: 'nobody' })
})

test('the pieces in which the bytes come decide nothing', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'x', 'G', 'E', 'T', ' '), minLength: 1, maxLength: 80 })
  fc.assert(
    fc.property(letters, (text) => {
      const first = [...text].map((_, i) => named(text.slice(0, i + 1))).find((name) => name !== undefined)
      expect(first).toBe(named(text))
    }),
  )
})
