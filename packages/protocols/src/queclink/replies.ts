const encoder = new TextEncoder()

/** Acknowledges the message with this count number, which is echoed as it was received. */
export function sackOf(count: string): Uint8Array {
  return encoder.encode(`+SACK:${count}$`)
}

/** Acknowledges a heartbeat: device type and protocol version, which may be empty, and its count number. */
export function sackOfHeartbeat(version: string, count: string): Uint8Array {
  return encoder.encode(`+SACK:GTHBD,${version},${count}$`)
}

/** A count number of the binary forms as the acknowledgement writes it. */
export function countText(count: number): string {
  return count.toString(16).toUpperCase().padStart(4, '0')
}
