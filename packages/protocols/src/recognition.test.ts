import { protocolNames } from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import type { Codec } from './codec.ts'
import { codecs } from './registry.ts'
import type { GoldenFrame } from './testing/golden-frame.ts'

const all: readonly Codec[] = Object.values(codecs)

/** Who is sure after the fewest bytes: several names are a collision. */
function sureFirst(bytes: Uint8Array): readonly string[] {
  for (let length = 1; length <= Math.min(bytes.length, 64); length++) {
    const sure = all.filter((codec) => codec.stream?.recognise(bytes.subarray(0, length)) === 'yes')
    if (sure.length > 0) return sure.map(({ name }) => name)
  }
  return []
}

/** One port takes every protocol: what tells them apart is the beginning of a connection. */
describe.each(protocolNames.filter((name) => all.some((codec) => codec.name === name && codec.stream)))('%s', async (name) => {
  const { goldenFrames } = (await import(`./${name}/golden-frames.ts`)) as { goldenFrames: readonly GoldenFrame[] }
  const streamed = goldenFrames.flatMap((frame) =>
    frame.over === 'stream' ? [{ ...frame, bytes: Uint8Array.from(Buffer.from(frame.hex.replaceAll(' ', ''), 'hex')) }] : [],
  )
  const codec: Codec = codecs[name]
  const recognised = streamed.filter(({ bytes }) => codec.stream?.recognise(bytes) === 'yes')

  test('a connection of its devices is recognised', () => {
    expect(recognised.length).toBeGreaterThan(0)
  })

  test.each(recognised)('$name is taken for no other protocol', ({ bytes }) => {
    expect(sureFirst(bytes)).toEqual([name])
  })

  test('before the first byte nothing is decided, after 64 bytes everything is', () => {
    expect(codec.stream?.recognise(new Uint8Array(0))).toBe('more')
    for (const { bytes } of streamed) {
      const long = new Uint8Array(64)
      long.set(bytes.subarray(0, 64))
      expect(codec.stream?.recognise(long)).not.toBe('more')
    }
  })
})
