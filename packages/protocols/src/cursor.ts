/**
 * Reads big-endian fields from front to back. Reading past the end yields zeros and is remembered,
 * so that a decoder reads straight through and the caller asks once, at the end, whether all was there.
 */
export class Cursor {
  readonly bytes: Uint8Array
  #at = 0
  #problem: string | undefined

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get remaining(): number {
    return Math.max(0, this.bytes.length - this.#at)
  }

  /** Why the content cannot be believed; undefined while all is well. */
  get problem(): string | undefined {
    return this.#problem
  }

  /** The first reason stays: later ones follow from it. */
  reject(because: string): void {
    this.#problem ??= because
  }

  /** A byte ahead, without moving; undefined past the end. */
  peek(ahead = 0): number | undefined {
    return this.bytes[this.#at + ahead]
  }

  peekU16(ahead = 0): number | undefined {
    const high = this.peek(ahead)
    const low = this.peek(ahead + 1)
    return high === undefined || low === undefined ? undefined : high * 256 + low
  }

  u8(): number {
    const byte = this.bytes[this.#at]
    this.#at++
    if (byte === undefined) this.reject('The content ends before its last field.')
    return byte ?? 0
  }

  u16(): number {
    return this.u8() * 0x100 + this.u8()
  }

  u24(): number {
    return this.u16() * 0x100 + this.u8()
  }

  u32(): number {
    return this.u16() * 0x1_0000 + this.u16()
  }

  /** Two's complement, as the next. */
  i16(): number {
    return (this.u16() << 16) >> 16
  }

  i32(): number {
    return this.u32() | 0
  }

  /** Exact up to 2^53; beyond that the nearest double, which `Number.isSafeInteger` tells apart. */
  u64(): number {
    return this.u32() * 0x1_0000_0000 + this.u32()
  }

  take(count: number): Uint8Array {
    const taken = this.bytes.subarray(this.#at, this.#at + count)
    if (taken.length < count) this.reject('The content ends before its last field.')
    this.#at += count
    return taken
  }

  rest(): Uint8Array {
    return this.take(this.remaining)
  }

  skip(count: number): void {
    this.take(count)
  }
}

export function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Printable ASCII only; what is not becomes a full stop, so that a payload never reaches a terminal or a page as control codes. */
export function printableOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
  return text
}
