import type { Instant } from '@bilezik/domain'
import type { AlarmKind, BraceletRecord } from '../bracelet/record.ts'
import type { SimulatedPerson, SimulatedProtocol } from '../population/person.ts'

/** One record that the gateway has told its device is safe: from then on the database must hold it. */
export interface LedgerEntry {
  readonly protocol: SimulatedProtocol
  readonly identifier: string
  readonly recordId: number
  readonly alarm: AlarmKind | null
  /** As the device sent them, at the precision of its protocol. */
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
}

/** Everything acknowledged, in the order of the acknowledgements. It grows without bound: for tests, not for the demo. */
export interface Ledger {
  readonly entries: readonly LedgerEntry[]
  add(person: SimulatedPerson, records: readonly BraceletRecord[]): void
}

export function createLedger(): Ledger {
  const entries: LedgerEntry[] = []
  return {
    entries,
    add({ device }, records) {
      for (const { id, alarm, fixAt, lat, lon } of records) {
        entries.push({ protocol: device.protocol, identifier: device.identifier, recordId: id, alarm, fixAt, lat, lon })
      }
    },
  }
}
