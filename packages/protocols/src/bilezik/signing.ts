import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { isWhole, macBytes, trailerBytes, writeCrc } from './frame.ts'

/** Bytes of a device's own key. */
const keyBytes = 32

/** HMAC-SHA-256 over everything before the signature, start and header included, cut to its first 16 bytes. */
function macOf(frame: Uint8Array, key: Uint8Array): Uint8Array {
  return hmac(sha256, key, frame.subarray(0, frame.length - trailerBytes)).subarray(0, macBytes)
}

/** Compares in constant time: how far a forgery got is told to nobody. */
export function isAuthentic(frame: Uint8Array, key: Uint8Array): boolean {
  if (key.length !== keyBytes || !isWhole(frame)) return false
  const expected = macOf(frame, key)
  const at = frame.length - trailerBytes
  let difference = 0
  for (let index = 0; index < macBytes; index++) difference |= expected[index]! ^ frame[at + index]!
  return difference === 0
}

/** The same frame with signature and CRC renewed. What is no frame, or a key of a wrong length, leaves it as it was: nobody believes it then. */
export function seal(frame: Uint8Array, key: Uint8Array): Uint8Array {
  const sealed = frame.slice()
  if (key.length !== keyBytes || !isWhole(frame)) return sealed
  sealed.set(macOf(frame, key), frame.length - trailerBytes)
  writeCrc(sealed)
  return sealed
}
