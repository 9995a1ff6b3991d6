import { type FleetAttributes, type FleetEffect, type FleetEvent, type FleetState, stepFleet } from '@bilezik/compliance'
import { type DeviceId, type Instant, minute, second } from '@bilezik/domain'
import type pg from 'pg'
import type { Logger } from 'pino'
import { readFleetState, writeFleetState } from './fleet-checkpoint.ts'
import { type RosterDevice, readFleetRoster } from './fleet-roster.ts'
import { type Told, toldIn, withTold } from './fleet-told.ts'
import { dismissMembers, writeFleetEffects } from './write-fleet.ts'

/** What the detector needs of a stored reading. */
interface ContactRow {
  readonly device_no: number
  readonly gateway_no: number
  readonly received_at: Instant
  readonly kind: number
  readonly detail: Record<string, unknown> | null
}

/** The fleet as a whole is looked at so often; in between a contact costs one entry in a map. */
const lookEveryMs = 5 * second
/** Orders begin and end, and organisations move, without an event. */
const rosterEveryMs = 5 * minute

/**
 * The detector's shell: gathers contacts as the engine reads them, looks at the fleet now and then, and writes what it finds in the
 * engine's transaction. When that fails the engine is thrown away whole, and this with it.
 */
export class FleetWatch {
  readonly #log: Logger
  #state: FleetState
  #roster: ReadonlyMap<number, RosterDevice>
  #rosterAt: Instant
  #isRosterStale = false
  #lookedAt: Instant
  readonly #devices = new Map<DeviceId, RosterDevice>()
  readonly #numbers = new Map<DeviceId, number>()
  /** What each device has told of itself. */
  readonly #told = new Map<DeviceId, Told>()
  readonly #attributes = new Map<DeviceId, FleetAttributes>()
  readonly #contacts = new Map<DeviceId, { at: Instant; gateway: string }>()

  private constructor(state: FleetState, roster: ReadonlyMap<number, RosterDevice>, now: Instant, log: Logger) {
    this.#log = log
    this.#state = state
    this.#roster = roster
    this.#rosterAt = now
    this.#lookedAt = state.at
    this.#index()
    for (const [id, { attributes }] of Object.entries(state.devices)) {
      const { network, firmware } = attributes
      this.#told.set(id as DeviceId, {
        ...(network === undefined ? {} : { network }),
        ...(firmware === undefined ? {} : { firmware }),
      })
    }
  }

  static async load(client: pg.ClientBase, now: Instant, log: Logger): Promise<FleetWatch> {
    const roster = await readFleetRoster(client, now)
    return new FleetWatch(await readFleetState(client, roster), roster, now, log)
  }

  /** Orders or kits have changed: who is watched is read anew before the next look. */
  rosterChanged(): void {
    this.#isRosterStale = true
  }

  hear(rows: readonly ContactRow[]): void {
    for (const { device_no, gateway_no, received_at, kind, detail } of rows) {
      const deviceId = this.#roster.get(device_no)?.deviceId
      if (deviceId === undefined) continue
      const known = this.#contacts.get(deviceId)
      if (!known || received_at > known.at) this.#contacts.set(deviceId, { at: received_at, gateway: String(gateway_no) })
      const told = toldIn(kind, detail)
      if (told) this.#told.set(deviceId, withTold(this.#told.get(deviceId) ?? {}, told))
    }
  }

  /** We heard nobody until then, the time for backlogs included. */
  goDeaf(at: Instant, until: Instant): void {
    this.#step({ kind: 'deaf', at, until })
  }

  /** `until`: everything that was received before it has been heard, and somebody listened. */
  async look(client: pg.ClientBase, until: Instant, now: Instant): Promise<void> {
    if (until - this.#lookedAt < lookEveryMs) return
    if (this.#isRosterStale || now - this.#rosterAt >= rosterEveryMs) await this.#renewRoster(client, now)
    this.#lookedAt = until
    const contacts = [...this.#contacts].map(([deviceId, { at, gateway }]) => ({
      deviceId,
      at,
      attributes: this.#attributesOf(deviceId, gateway),
    }))
    this.#contacts.clear()
    const effects = [...this.#step({ kind: 'heard', at: until, contacts }), ...this.#step({ kind: 'tick', at: until })]
    await writeFleetEffects(client, effects, (deviceId) => this.#devices.get(deviceId)?.personId)
    this.#tellLog(effects)
  }

  async store(client: pg.ClientBase): Promise<void> {
    await writeFleetState(client, this.#state, this.#numbers)
  }

  #tellLog(effects: readonly FleetEffect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'outage-begins') this.#log.warn(effect, 'engine: contact with many devices was lost together')
      if (effect.kind === 'outage-ends') this.#log.info({ outageId: effect.outageId }, 'engine: an outage of many is over')
    }
  }

  #step(event: FleetEvent): readonly FleetEffect[] {
    const { state, effects } = stepFleet(this.#state, event)
    this.#state = state
    return effects
  }

  /** The same object as long as nothing has changed: fifty thousand of them are held. */
  #attributesOf(deviceId: DeviceId, gateway: string): FleetAttributes {
    const known = this.#attributes.get(deviceId)
    const { network, firmware } = this.#told.get(deviceId) ?? {}
    if (known && known.gateway === gateway && known.network === network && known.firmware === firmware) return known
    const registered = this.#devices.get(deviceId)?.attributes ?? { regions: [] }
    const attributes = { ...registered, gateway, ...this.#told.get(deviceId) }
    this.#attributes.set(deviceId, attributes)
    return attributes
  }

  async #renewRoster(client: pg.ClientBase, now: Instant): Promise<void> {
    this.#roster = await readFleetRoster(client, now)
    this.#rosterAt = now
    this.#isRosterStale = false
    this.#index()
    const gone = (Object.keys(this.#state.devices) as DeviceId[]).filter((deviceId) => !this.#devices.has(deviceId))
    if (gone.length === 0) return
    this.#step({ kind: 'forget', at: now, deviceIds: gone })
    for (const deviceId of gone) for (const map of [this.#told, this.#contacts]) map.delete(deviceId)
    await dismissMembers(client, gone, now)
  }

  #index(): void {
    this.#devices.clear()
    this.#numbers.clear()
    this.#attributes.clear()
    for (const [no, device] of this.#roster) {
      this.#devices.set(device.deviceId, device)
      this.#numbers.set(device.deviceId, no)
    }
  }
}
