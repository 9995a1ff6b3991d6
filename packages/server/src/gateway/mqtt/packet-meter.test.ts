import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PacketMeter } from './packet-meter.ts'

const limits = { maxFirstPacketBytes: 100, maxPacketBytes: 1_000 }

function header(length: number): number[] {
  const bytes = [0x30]
  let rest = length
  do {
    bytes.push((rest % 128) | (rest >= 128 ? 0x80 : 0))
    rest = Math.floor(rest / 128)
  } while (rest > 0)
  return bytes
}

const packet = (length: number) => Uint8Array.from([...header(length), ...Array.from({ length }, () => 0xff)])

test.each([
  { first: 100, second: 1_000, isAccepted: true },
  { first: 101, second: 0, isAccepted: false },
  { first: 0, second: 1_001, isAccepted: false },
  { first: 0, second: 16_384, isAccepted: false },
])('a first packet of $first and a second of $second bytes → $isAccepted', ({ first, second, isAccepted }) => {
  const meter = new PacketMeter(limits)
  expect(meter.accept(packet(first)) && meter.accept(packet(second))).toBe(isAccepted)
})

test('a packet that is too long is refused at its header, before any of it has come in', () => {
  const meter = new PacketMeter(limits)
  expect(meter.accept(packet(2))).toBe(true)
  expect(meter.accept(Uint8Array.from([0x30, 0xff, 0xff]))).toBe(false)
})

test('a length of more than four bytes is no length', () => {
  expect(new PacketMeter(limits).accept(Uint8Array.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x01]))).toBe(false)
})

test('however the bytes are cut, packets within the limits pass and the first one too long is found', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 12 }),
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 }),
      (lengths, isBroken, cuts) => {
        const sent = [10, ...lengths].flatMap((length) => [...packet(length)])
        const bytes = Uint8Array.from(isBroken ? [...sent, ...header(1_001)] : sent)
        const meter = new PacketMeter(limits)
        let isAccepted = true
        for (let at = 0, i = 0; at < bytes.length && isAccepted; at += cuts[i++ % cuts.length]!)
          isAccepted = meter.accept(bytes.subarray(at, at + cuts[i % cuts.length]!))
        expect(isAccepted).toBe(!isBroken)
      },
    ),
  )
})
