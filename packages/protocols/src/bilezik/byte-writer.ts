import { invariant } from '@bilezik/domain'

/** Writes big-endian fields from front to back. A value that does not fit its field is a defect of the caller. */
export class ByteWriter {
  readonly #bytes: number[] = []

  /** Unsigned, 1 to 6 bytes. */
  uint(value: number, byteCount: number): this {
    invariant(
      Number.isInteger(value) && value >= 0 && value < 256 ** byteCount,
      `${value} is no unsigned ${byteCount}-byte number`,
    )
    for (let place = byteCount - 1; place >= 0; place--) this.#bytes.push(Math.floor(value / 256 ** place) % 256)
    return this
  }

  /** Two's complement. */
  int(value: number, byteCount: number): this {
    return this.uint(value < 0 ? value + 256 ** byteCount : value, byteCount)
  }

  put(bytes: Iterable<number>): this {
    for (const byte of bytes) this.#bytes.push(byte)
    return this
  }

  /** Printable ASCII behind one byte that counts it. */
  text(text: string): this {
    invariant(/^[\x20-\x7e]{0,255}$/.test(text), 'a text is at most 255 characters of printable ASCII')
    return this.uint(text.length, 1).put(Array.from(text, (character) => character.charCodeAt(0)))
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}
