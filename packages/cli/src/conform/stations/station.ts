import type { ProtocolName } from '@bilezik/domain'

export const transports = ['tcp', 'udp', 'http', 'mqtt'] as const
export type Transport = (typeof transports)[number]

/** Where devices come in. */
export interface Station {
  readonly port: number
  /** Ends every connection at once, and takes none, until `open`. */
  shut(): void
  open(): void
  /** Ends every connection at once; new ones are taken. */
  cut(): void
  /** To a connection whose device has said who it is; false where there is none. `bytesFor` is told the device's name. */
  send(bytesFor: (identifier: string) => Uint8Array | undefined): boolean
  close(): Promise<void>
}

export interface ListenOn {
  readonly host: string
  readonly port: number
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
}

/** Why the kit cannot listen as asked; the message is for the person who asked. */
export class StationError extends Error {}

export const notSpoken = (protocol: ProtocolName, transport: string) =>
  new StationError(`${protocol} is not spoken over ${transport}.`)
