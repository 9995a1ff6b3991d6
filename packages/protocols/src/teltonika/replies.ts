import { u16Bytes, u32Bytes } from './frame.ts'

/** The device may send its records. That it is known at all is the gateway's to decide, before this leaves. */
export const loginReply: Uint8Array = Uint8Array.of(0x01)

/** Carries the promise "stored": the device deletes this many records and never sends them again. */
export function recordsReply(count: number): Uint8Array {
  return Uint8Array.from(u32Bytes(count))
}

/** The same promise over UDP: the number of the datagram, that of its packet, and how many records were taken. */
export function datagramReply(datagramId: number, packetId: number, count: number): Uint8Array {
  const acknowledgement = 0x01
  const content = [...u16Bytes(datagramId), acknowledgement, packetId, count]
  return Uint8Array.from([...u16Bytes(content.length), ...content])
}
