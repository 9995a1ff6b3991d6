import { Agent } from 'node:http'
import type { Instant } from '@bilezik/domain'
import {
  type Backfill,
  Bracelet,
  type BraceletAction,
  type BraceletEvent,
  type BraceletSettings,
  ordinarySettings,
} from '../bracelet/bracelet.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { SimulatedPerson } from '../population/person.ts'
import { Gate } from './gate.ts'
import { type Gt06Gateway, Gt06Link } from './gt06-link.ts'
import type { Ledger } from './ledger.ts'
import type { Link } from './link.ts'
import { type OsmAndGateway, OsmAndLink } from './osmand-link.ts'
import { WakeQueue } from './wake-queue.ts'

/** What the fleet tells while it runs; a pino logger fits. */
export interface FleetLog {
  info(message: string): void
  debug(message: string): void
}

export interface FleetOptions {
  readonly people: readonly SimulatedPerson[]
  readonly gateway: { readonly gt06: Gt06Gateway; readonly osmand: OsmAndGateway }
  readonly signal: AbortSignal
  readonly log: FleetLog
  readonly clock?: Clock
  readonly settings?: Partial<BraceletSettings>
  /** The past that a device brings along; none where undefined. */
  readonly backfill?: (person: SimulatedPerson) => Backfill | undefined
  readonly ledger?: Ledger
  /** Connections being made, and HTTP requests under way, at a time. */
  readonly concurrency?: number
}

export interface FleetStatistics {
  readonly devices: number
  readonly open: number
  /** Records put on the wire, repetitions included. */
  readonly sent: number
  readonly acknowledged: number
  /** Connections made after the first of each device. */
  readonly reconnects: number
  readonly failures: number
  /** Recorded and not yet known to be safe. */
  readonly backlog: number
  readonly overwritten: number
}

export interface Fleet {
  statistics(): FleetStatistics
  /** Settles when the signal is given and every connection is closed. */
  readonly finished: Promise<FleetStatistics>
}

interface Device {
  readonly bracelet: Bracelet
  readonly link: Link
  queuedAt: Instant | undefined
  opened: number
}

class Running implements Fleet {
  readonly finished: Promise<FleetStatistics>
  readonly #clock: Clock
  readonly #log: FleetLog
  readonly #agent: Agent
  readonly #gate: Gate<Device>
  readonly #queue: WakeQueue<Device>
  readonly #devices: readonly Device[]
  #sent = 0
  #acknowledged = 0
  #reconnects = 0
  #failures = 0
  #isStopped = false

  constructor(options: FleetOptions) {
    const { concurrency = 32, signal } = options
    this.#clock = options.clock ?? systemClock
    this.#log = options.log
    this.#agent = new Agent({ keepAlive: true, maxSockets: concurrency })
    this.#gate = new Gate(concurrency)
    this.#queue = new WakeQueue(this.#clock, (device) => this.#wake(device))
    const startAt = this.#clock.now()
    this.#devices = options.people.map((person) => this.#make(person, options, startAt))
    this.finished = new Promise((resolve) => {
      const stop = () => resolve(this.#stop())
      if (signal.aborted) stop()
      else signal.addEventListener('abort', stop, { once: true })
    })
    for (const device of this.#devices) this.#queue.wakeBy(device, device.bracelet.nextWakeAt)
    this.#log.info(`${this.#devices.length} bracelets set out`)
  }

  statistics(): FleetStatistics {
    const total = (count: (bracelet: Bracelet) => number) =>
      this.#devices.reduce((sum, device) => sum + count(device.bracelet), 0)
    return {
      devices: this.#devices.length,
      open: total((bracelet) => (bracelet.isOpen ? 1 : 0)),
      sent: this.#sent,
      acknowledged: this.#acknowledged,
      reconnects: this.#reconnects,
      failures: this.#failures,
      backlog: total((bracelet) => bracelet.waiting),
      overwritten: total((bracelet) => bracelet.overwritten),
    }
  }

  #make(person: SimulatedPerson, options: FleetOptions, startAt: Instant): Device {
    const backfill = options.backfill?.(person)
    const bracelet = new Bracelet(person, {
      startAt,
      settings: { ...ordinarySettings, ...options.settings },
      ...(backfill ? { backfill } : {}),
      onSafe: (records) => {
        this.#acknowledged += records.length
        options.ledger?.add(person, records)
      },
    })
    const events = {
      onOpened: () => {
        this.#gate.leave(device)
        if (device.opened++ > 0 && person.device.protocol === 'gt06') this.#reconnects++
        this.#happens(device, { kind: 'opened' })
      },
      onAnswered: (number: number) => this.#happens(device, { kind: 'answered', number }),
      onClosed: (why: string) => {
        this.#gate.leave(device)
        this.#failures++
        this.#log.debug(`${person.device.identifier}: ${why}`)
        this.#happens(device, { kind: 'closed' })
      },
    }
    const { protocol, identifier } = person.device
    const link: Link =
      protocol === 'gt06'
        ? new Gt06Link(options.gateway.gt06, identifier, events)
        : new OsmAndLink(options.gateway.osmand, this.#agent, identifier, events)
    const device: Device = { bracelet, link, queuedAt: undefined, opened: 0 }
    return device
  }

  #wake(device: Device): void {
    // An entry may be older than the device's present plans.
    if (device.bracelet.nextWakeAt > this.#clock.now()) this.#queue.wakeBy(device, device.bracelet.nextWakeAt)
    else this.#happens(device, { kind: 'wake' })
  }

  #happens(device: Device, event: BraceletEvent): void {
    if (this.#isStopped) return
    for (const action of device.bracelet.handle(event, this.#clock.now())) this.#perform(device, action)
    this.#queue.wakeBy(device, device.bracelet.nextWakeAt)
  }

  #perform(device: Device, action: BraceletAction): void {
    switch (action.kind) {
      case 'open':
        this.#gate.enter(device, () => device.link.open())
        break
      case 'close':
        this.#gate.leave(device)
        device.link.close()
        break
      case 'send':
        this.#sent += action.records.length
        device.link.send(action.number, action.records)
        break
      case 'heartbeat':
        device.link.heartbeat(action.number, action.battery)
        break
      default:
        action satisfies never
    }
  }

  #stop(): FleetStatistics {
    this.#isStopped = true
    this.#queue.stop()
    const last = this.statistics()
    for (const device of this.#devices) device.link.close()
    this.#agent.destroy()
    this.#log.info(`The bracelets stop: ${last.sent} records sent, ${last.acknowledged} acknowledged, ${last.backlog} kept`)
    return last
  }
}

/** Drives all bracelets over real sockets until the signal is given. */
export function runFleet(options: FleetOptions): Fleet {
  return new Running(options)
}
