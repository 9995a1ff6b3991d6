import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** A key for one order: AES-256. Destroying its wrapped form erases what was encrypted under it. */
export function newOrderKey(): Buffer {
  return randomBytes(keyBytes)
}

/** Nonce (12), ciphertext (32), tag (16): AES-256-GCM under the master key, which is not in the database. */
export function wrapKey(key: Buffer, masterKey: Buffer): Buffer {
  if (key.length !== keyBytes || masterKey.length !== keyBytes) throw new RangeError('keys have 32 bytes')
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', masterKey, nonce)
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** Throws when the master key is another one or the bytes were changed. */
export function unwrapKey(wrapped: Buffer, masterKey: Buffer): Buffer {
  if (wrapped.length !== nonceBytes + keyBytes + tagBytes) throw new RangeError('a wrapped key has 60 bytes')
  const decipher = createDecipheriv('aes-256-gcm', masterKey, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes })
  decipher.setAuthTag(wrapped.subarray(-tagBytes))
  return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, -tagBytes)), decipher.final()])
}
