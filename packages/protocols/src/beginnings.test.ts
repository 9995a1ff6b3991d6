import { describe, expect, test } from 'vitest'
import type { Codec } from './codec.ts'
import { codecs } from './registry.ts'

/** Beginnings of messages that never end, over and over. */
const beginnings = [
  ['gt06', 'x'],
  ['gt06', 'xx\r'],
  ['queclink', '+RESP:'],
  ['queclink', '\r\n\r\n+RESP:'],
  ['queclink', '+ACK:'],
  ['watch', '['],
  ['watch', '[3'],
] as const

describe('64 KB of nothing but beginnings', () => {
  test.each(beginnings)('%s: %j costs no more than any other noise', (name, beginning) => {
    const bytes = new Uint8Array(Buffer.alloc(65_536, beginning, 'latin1'))
    const codec: Codec = codecs[name]
    const framer = codec.stream!.createFramer()
    const before = process.cpuUsage()
    const pieces = [...framer.push(bytes), ...framer.flush()]
    const { user, system } = process.cpuUsage(before)
    expect(pieces.reduce((sum, piece) => sum + piece.bytes.length, 0)).toBe(bytes.length)
    // Some milliseconds; it was seconds where each beginning was looked at to its end, or each piece of garbage copied anew.
    expect((user + system) / 1_000).toBeLessThan(500)
  })
})
