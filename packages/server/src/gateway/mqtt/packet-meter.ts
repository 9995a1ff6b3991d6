export interface PacketLimits {
  /** The first packet says who connects: nobody is known yet. */
  readonly maxFirstPacketBytes: number
  readonly maxPacketBytes: number
}

const maxLengthBytes = 4

/**
 * Follows the packets of one MQTT connection by their fixed headers alone. The broker's parser waits for a whole packet, however
 * long it says it is (up to 256 MiB): what is too long must not begin to come in.
 */
export class PacketMeter {
  readonly #limits: PacketLimits
  #isFirst = true
  /** Of the packet that is coming in; undefined while its header is not whole. */
  #bodyLeft: number | undefined
  #headerBytes = 0
  #length = 0

  constructor(limits: PacketLimits) {
    this.#limits = limits
  }

  /** Whether every packet that begins in these bytes is short enough. After a false there is no further call. */
  accept(chunk: Uint8Array): boolean {
    for (let at = 0; at < chunk.length;) {
      if (this.#bodyLeft === undefined) {
        if (!this.#takeHeaderByte(chunk[at]!)) return false
        at++
      } else {
        const taken = Math.min(this.#bodyLeft, chunk.length - at)
        this.#bodyLeft -= taken
        at += taken
      }
      if (this.#bodyLeft === 0) this.#beginNext()
    }
    return true
  }

  #takeHeaderByte(byte: number): boolean {
    const index = this.#headerBytes++
    // The first byte is type and flags; the others carry seven bits of the length each, the lowest first.
    if (index === 0) return true
    this.#length += (byte & 0x7f) * 128 ** (index - 1)
    const { maxFirstPacketBytes, maxPacketBytes } = this.#limits
    if (this.#length > (this.#isFirst ? maxFirstPacketBytes : maxPacketBytes)) return false
    if (byte < 0x80) this.#bodyLeft = this.#length
    return byte < 0x80 || index < maxLengthBytes
  }

  #beginNext(): void {
    this.#isFirst = false
    this.#bodyLeft = undefined
    this.#headerBytes = 0
    this.#length = 0
  }
}
