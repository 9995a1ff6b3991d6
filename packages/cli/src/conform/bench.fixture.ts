import { instant, minute } from '@bilezik/domain'
import type { Codec } from '@bilezik/protocols'
import { BenchDevice, type BenchProtocolName, type Fault, leapingClock } from '@bilezik/simulator'
import { conform } from './conform.ts'
import { capabilities } from './conversation.ts'
import type { Examination } from './examine.ts'
import type { Transport } from './stations/station.ts'
import { timetable } from './timetable.ts'

const startAt = instant(Date.UTC(2026, 10, 22, 17))
const secret = new Uint8Array(32).fill(7)
const imei = '356307042441013'
const names: Readonly<Record<string, string>> = { osmand: 'bench-1', owntracks: 'bench:phone', bilezik: 'AB-000123' }

export interface BenchExamination {
  readonly protocol: BenchProtocolName
  readonly fault?: Fault
  /** Nobody moves the strap, and nobody is asked. */
  readonly isUnattended?: boolean
  /** Ends the examination when it tells this. */
  readonly stopAt?: RegExp
}

/** Examines one simulated device over a real socket. Device and kit live by one clock, which leaps: no slow machine is late. */
export async function examineOnBench({ protocol, fault, isUnattended, stopAt }: BenchExamination): Promise<Examination> {
  const clock = leapingClock(startAt)
  const [name, transport] = protocol.split('/') as [Codec['name'], Transport | undefined]
  const identifier = names[name] ?? imei
  const stopping = new AbortController()
  let device: BenchDevice | undefined
  const tester = {
    async moveStrap(move: 'opened' | 'closed') {
      if (move === 'opened') device?.openStrap()
      else device?.closeStrap()
    },
  }
  try {
    return await conform({
      protocol: name,
      identifier,
      secret,
      clock,
      signal: stopping.signal,
      listen: { host: '127.0.0.1', port: 0 },
      expected: new Set(capabilities),
      // What never comes need not be waited for as long as with a real device.
      timetable: { ...timetable({ minutes: 2 }), againMs: 2 * minute, strapMs: 2 * minute, batteryMs: 6 * minute },
      ...(transport && { transport }),
      ...(!isUnattended && { tester }),
      tell: (sentence) => stopAt?.test(sentence) && stopping.abort(),
      onListening: (port) => {
        const to = { host: '127.0.0.1', port, key: secret }
        device = new BenchDevice({ protocol, to, identifier, clock, ...(fault && { fault }) })
      },
    })
  } finally {
    device?.stop()
  }
}
