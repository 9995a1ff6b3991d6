import { printableOf } from '../../cursor.ts'

/** Staff read it; nothing of it is parsed. */
const longestText = 200

/** Text of a device without padding; GBK characters become full stops. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.findLastIndex((byte) => byte !== 0 && byte !== 0x20) + 1
  return printableOf(bytes.subarray(0, Math.min(end, longestText)))
}

export function isPrintable(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
}
