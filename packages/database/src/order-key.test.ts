import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newOrderKey, unwrapKey, wrapKey } from './order-key.ts'

describe('the key of an order', () => {
  const masterKey = randomBytes(32)

  it('comes back under the master key it was wrapped with', () => {
    const key = newOrderKey()
    expect(unwrapKey(wrapKey(key, masterKey), masterKey)).toEqual(key)
  })

  it('is wrapped differently each time and never lies open in the wrapping', () => {
    const key = newOrderKey()
    const wrapped = wrapKey(key, masterKey)
    expect(wrapped.equals(wrapKey(key, masterKey))).toBe(false)
    expect(wrapped.includes(key)).toBe(false)
  })

  it('does not come back under another master key', () => {
    expect(() => unwrapKey(wrapKey(newOrderKey(), masterKey), randomBytes(32))).toThrow()
  })

  it.each([0, 12, 59])('does not come back when byte %i was changed', (index) => {
    const wrapped = wrapKey(newOrderKey(), masterKey)
    wrapped[index] = (wrapped[index] as number) ^ 1
    expect(() => unwrapKey(wrapped, masterKey)).toThrow()
  })

  it.each([0, 59, 61])('is not looked for in %i bytes', (length) => {
    expect(() => unwrapKey(Buffer.alloc(length), masterKey)).toThrow(RangeError)
  })
})
