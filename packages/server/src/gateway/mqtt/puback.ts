/** Acknowledges a publication of quality of service 1: the same bytes in MQTT 3.1.1 and, for a success, in MQTT 5. */
export function puback(messageId: number): Uint8Array {
  return Uint8Array.of(0x40, 2, messageId >> 8, messageId & 0xff)
}
