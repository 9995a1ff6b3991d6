import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { loggable } from './loggable.ts'

test('an error made loggable by its caller is still readable behind the log’s own serializer, without the row it quotes', () => {
  const lines: string[] = []
  const into = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(chunk.toString()), done()) })
  const log = pino({ serializers: { err: loggable } }, into)
  const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(Ахметов)' })
  log.error({ err: loggable(error) }, 'made by its caller')
  log.error({ err: error }, 'left to the serializer')
  const logged = lines.map((line) => (JSON.parse(line) as { err: Record<string, unknown> }).err)
  expect(logged).toEqual([1, 2].map(() => ({ name: 'Error', message: 'duplicate key', stack: error.stack, code: '23505' })))
  expect(lines.join('')).not.toContain('Ахметов')
})
