import { instant } from '@bilezik/domain'
import {
  BenchDevice,
  type BenchProtocolName,
  benchProtocolNames,
  type Clock,
  type Fault,
  faults,
  leapingClock,
} from '@bilezik/simulator'
import { UsageError } from '../sentence-of.ts'
import type { Tester } from './stage.ts'

const imei = '356307042441013'
const names: Readonly<Record<string, string>> = { osmand: 'bench-1', owntracks: 'bench:phone', bilezik: 'AB-000123' }

export interface Rehearsal {
  readonly clock: Clock
  /** Moves the strap of the simulated device. */
  readonly tester: Tester
  begin(port: number): void
  end(): void
}

function isFault(text: string): text is Fault {
  return Object.hasOwn(faults, text)
}

export interface RehearsalOptions {
  readonly protocol: string
  readonly transport: string | undefined
  readonly fault: string | true
  readonly device?: string
  readonly secret?: Uint8Array
}

/** A simulated device instead of a real one: to see the examination, and what a fault looks like, before there is any hardware. */
export function rehearse({ protocol, transport, fault, device: named, secret }: RehearsalOptions): Rehearsal {
  const name =
    benchProtocolNames.find((one): one is BenchProtocolName => one === `${protocol}/${transport}`) ??
    benchProtocolNames.find((one): one is BenchProtocolName => one === protocol)
  if (!name) throw new UsageError(`The simulated device speaks ${benchProtocolNames.join(', ')}.`)
  if (fault !== true && !isFault(fault))
    throw new UsageError(`The simulated device has these faults: ${Object.keys(faults).join(', ')}.`)
  const clock = leapingClock(instant(Date.now()))
  let device: BenchDevice | undefined
  return {
    clock,
    tester: {
      async moveStrap(move) {
        if (move === 'opened') device?.openStrap()
        else device?.closeStrap()
      },
    },
    begin(port) {
      const to = { host: '127.0.0.1', port, ...(secret && { key: secret }) }
      device = new BenchDevice({
        protocol: name,
        to,
        identifier: named ?? names[protocol] ?? imei,
        clock,
        ...(fault !== true && { fault }),
      })
    },
    end: () => device?.stop(),
  }
}
