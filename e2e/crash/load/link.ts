import type { NumberedRecord } from './numbered-record.ts'

export interface LinkEvents {
  /** The device may send; may come at once where there is nothing to open. */
  readonly onOpened: () => void
  /** The protocol's own acknowledgement of this message has come, whole and verified: every record in it is safe. */
  readonly onStored: (message: number) => void
  /** Nothing more will be heard here. */
  readonly onClosed: (why: string) => void
}

/** One connection of a device, or what stands for it where its transport has none. */
export interface Link {
  /** `message` counts the device's messages over all connections, from 1. */
  send(message: number, records: readonly NumberedRecord[]): void
  close(): void
}

/** What must outlive connections is kept by whoever made this. */
export type OpenLink = (events: LinkEvents) => Link
