import crypto from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RawSealer, sealRaw } from './seal-raw.ts'

const key = crypto.createSecretKey(crypto.randomBytes(32))
const half = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

test('the kept cipher seals what AES-256-CTR seals, byte for byte, counters that overflow included', () => {
  const sealer = new RawSealer()
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      half,
      fc.oneof(half, fc.constantFrom(-1n, -2n, 2n ** 63n - 1n)),
      (raw, batch, hash) => {
        const iv = Buffer.alloc(16)
        iv.writeBigInt64BE(batch, 0)
        iv.writeBigInt64BE(hash, 8)
        const target = Buffer.alloc(raw.length + 2, 0xee)
        sealer.seal(raw, { keyNo: 1, key }, iv, target, 1)
        expect(target.subarray(1, -1).toString('hex')).toBe(sealRaw(raw, key, batch, hash).toString('hex'))
        expect([target[0], target.at(-1)]).toEqual([0xee, 0xee])
        expect(Buffer.from(sealRaw(target.subarray(1, -1), key, batch, hash)).equals(raw)).toBe(true)
      },
    ),
  )
})

test('a message of many blocks carries its counter into the upper half', () => {
  const [raw, batch, hash] = [crypto.randomBytes(5_000), -1n, -3n]
  const iv = Buffer.alloc(16, 0xff)
  iv[15] = 0xfd
  const target = Buffer.alloc(raw.length)
  new RawSealer().seal(raw, { keyNo: 1, key }, iv, target, 0)
  expect(target.equals(sealRaw(raw, key, batch, hash))).toBe(true)
})

test('each key has a cipher of its own, and more keys than ciphers are kept work as well', () => {
  const sealer = new RawSealer()
  const keys = Array.from({ length: 10_050 }, (_, no) => ({ keyNo: no + 1, key: crypto.createSecretKey(crypto.randomBytes(32)) }))
  const raw = crypto.randomBytes(39)
  const target = Buffer.alloc(raw.length)
  for (const one of [...keys, keys[0]!, keys.at(-1)!]) {
    sealer.seal(raw, one, Buffer.alloc(16), target, 0)
    expect(target.equals(sealRaw(raw, one.key, 0n, 0n))).toBe(true)
  }
})
