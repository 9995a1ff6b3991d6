import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBilezikReport } from './index.ts'
import { isAuthentic, seal } from './signing.ts'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 })
const sender = { identifier: 'AB-000123', boot: 1, number: 1 }
const record = (body: Uint8Array) => Uint8Array.from([0x60, body.length, 0, 1, 0, 0, 0, 1, ...body])
const reportOf = (k: Uint8Array, body: Uint8Array) => encodeBilezikReport({ ...sender, key: k }, [record(body)])

describe('signatures', () => {
  it('are those of node:crypto, whatever is signed', () => {
    fc.assert(
      fc.property(key, fc.uint8Array({ maxLength: 255 }), (k, body) => {
        const frame = reportOf(k, body)
        const other = createHmac('sha256', k).update(frame.subarray(0, -18)).digest().subarray(0, 16)
        expect(Buffer.from(frame.subarray(-18, -2)).equals(other)).toBe(true)
        expect(isAuthentic(frame, k)).toBe(true)
      }),
    )
  })

  it('another key, even by one bit, made no frame of this device', () => {
    fc.assert(
      fc.property(key, fc.nat(255), (k, bit) => {
        const other = k.slice()
        other[bit >>> 3]! ^= 1 << (bit & 7)
        expect(isAuthentic(reportOf(k, new Uint8Array(0)), other)).toBe(false)
      }),
    )
  })

  it('every bit counts, also where the CRC was made to agree again', () => {
    const k = Uint8Array.from({ length: 32 }, (_, at) => 255 - at)
    const frame = reportOf(k, Uint8Array.of(1, 2, 3))
    // Sealing with another key renews the CRC; what it signs is then another's.
    const stranger = Uint8Array.from({ length: 32 }, () => 7)
    for (let bit = 6 * 8; bit < (frame.length - 2) * 8; bit++) {
      const forged = frame.slice()
      forged[bit >>> 3]! ^= 1 << (bit & 7)
      expect(isAuthentic(forged, k)).toBe(false)
      expect(isAuthentic(seal(forged, stranger), k)).toBe(false)
    }
  })

  it('a key of a wrong length, and bytes that are no frame: not authentic, not sealed, no throw', () => {
    const frame = reportOf(new Uint8Array(32), new Uint8Array(0))
    for (const length of [0, 16, 31, 33, 64]) {
      expect(isAuthentic(frame, new Uint8Array(length))).toBe(false)
      expect(seal(frame, new Uint8Array(length))).toEqual(frame)
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(isAuthentic(bytes, new Uint8Array(32))).toBe(false)
        expect(seal(bytes, new Uint8Array(32))).toEqual(bytes)
      }),
    )
  })

  it('leaves the frame that it was given as it was', () => {
    const frame = reportOf(new Uint8Array(32), new Uint8Array(0))
    const before = frame.slice()
    seal(frame, new Uint8Array(32).fill(1))
    expect(frame).toEqual(before)
  })
})
