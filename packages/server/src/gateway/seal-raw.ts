import crypto from 'node:crypto'

const blockBytes = 16

/**
 * Seals the bytes of a message, and opens them: AES-256-CTR is its own inverse. The key stream is made from the row's batch and
 * content hash, so nothing besides the row and its order's key is needed to read it again.
 */
export function sealRaw(raw: Uint8Array, key: crypto.CipherKey, batchId: bigint, hash: bigint): Buffer {
  const iv = Buffer.alloc(blockBytes)
  iv.writeBigInt64BE(batchId, 0)
  iv.writeBigInt64BE(hash, 8)
  // A stream cipher gives everything at once; its end adds nothing.
  return crypto.createCipheriv('aes-256-ctr', key, iv).update(raw)
}

/** One for each order that was heard of lately: about 2 KB each. */
const maxCiphers = 10_000

function countUp(block: Uint8Array): void {
  for (let at = blockBytes - 1; at >= 0; at--) {
    block[at] = (block[at]! + 1) & 0xff
    if (block[at] !== 0) return
  }
}

/**
 * The same as `sealRaw`, byte for byte, at a quarter of the price: making a cipher costs more than sealing a message, so the block
 * cipher of each key is kept, and given the counters of CTR mode.
 */
export class RawSealer {
  readonly #ciphers = new Map<number, crypto.Cipheriv>()
  #counters = Buffer.alloc(blockBytes * 64)

  #cipherOf(keyNo: number, key: crypto.KeyObject): crypto.Cipheriv {
    const known = this.#ciphers.get(keyNo)
    if (known) return known
    // The oldest makes room: Map keeps the order of coming.
    for (const oldest of this.#ciphers.keys()) {
      if (this.#ciphers.size < maxCiphers) break
      this.#ciphers.delete(oldest)
    }
    // Single blocks of counters, each used once: what makes ECB unsafe for messages does not arise.
    const cipher = crypto.createCipheriv('aes-256-ecb', key, null).setAutoPadding(false)
    this.#ciphers.set(keyNo, cipher)
    return cipher
  }

  /** Writes as many bytes as `raw` has into `target`. `iv`: batch and content hash, 16 bytes. */
  seal(
    raw: Uint8Array,
    { keyNo, key }: { readonly keyNo: number; readonly key: crypto.KeyObject },
    iv: Uint8Array,
    target: Uint8Array,
    at: number,
  ): void {
    const byteCount = Math.ceil(raw.length / blockBytes) * blockBytes
    if (this.#counters.length < byteCount) this.#counters = Buffer.alloc(byteCount)
    const counters = this.#counters
    counters.set(iv, 0)
    for (let block = blockBytes; block < byteCount; block += blockBytes) {
      counters.copyWithin(block, block - blockBytes, block)
      countUp(counters.subarray(block, block + blockBytes))
    }
    const stream = this.#cipherOf(keyNo, key).update(counters.subarray(0, byteCount))
    for (let i = 0; i < raw.length; i++) target[at + i] = raw[i]! ^ stream[i]!
  }
}
