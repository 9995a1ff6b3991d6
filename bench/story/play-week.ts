import { type FleetState, initialFleetState, stepFleet } from '@bilezik/compliance'
import { type AlertKind, type DeviceId, type Instant, hour, instant, isoInstant, later, minute, second } from '@bilezik/domain'
import { mncOf } from './simulated-sender.ts'
import { type WeekIncident, kindOfIncident, withdrawnAfterMs } from './week-incidents.ts'
import { type WeekLife, makeWeekLives } from './week-lives.ts'
import { playLife } from './week-person.ts'
import { isTrue } from './week-truth.ts'

export interface SeenIncident {
  readonly life: WeekLife
  readonly incident: WeekIncident
  readonly kind: AlertKind
  readonly isTrue: boolean
  readonly withdrawnAfterMs: number | undefined
}

export interface WeekReport {
  readonly lives: readonly WeekLife[]
  /** Those an operator saw: without what was withdrawn within seconds. */
  readonly incidents: readonly SeenIncident[]
  readonly withdrawnAtOnce: number
  readonly outages: readonly string[]
  readonly operatorHours: number
  /** The most new incidents in ten minutes. */
  readonly worstTenMinutes: number
  readonly readings: number
  readonly replays: number
}

/** Whoever has such a place before them has it for a moment only. */
const unseenMs = 10 * second
const personsAnOperator = 500
/** The engine looks every five seconds; a loss of contact lasts minutes. */
const lookEveryMs = 30 * second

/** Outages that the detector finds in what was heard. They are counted; were there one, its telling would excuse silences here too. */
class Listening {
  readonly #looks: Map<DeviceId, Instant>[] = []
  readonly #startAt: Instant
  readonly #lives = new Map<DeviceId, WeekLife>()

  constructor(startAt: Instant) {
    this.#startAt = startAt
  }

  add(life: WeekLife, contacts: readonly Instant[]): void {
    const deviceId = `d${life.person.index}` as DeviceId
    this.#lives.set(deviceId, life)
    for (const at of contacts) {
      const look = Math.ceil((at - this.#startAt) / lookEveryMs)
      const heard = (this.#looks[look] ??= new Map())
      heard.set(deviceId, at)
    }
  }

  outages(): string[] {
    const found: string[] = []
    let state: FleetState = initialFleetState
    for (const [i, heard] of Array.from(this.#looks, (one) => one ?? new Map<DeviceId, Instant>()).entries()) {
      const at = later(this.#startAt, i * lookEveryMs)
      const contacts = [...heard].map(([deviceId, heardAt]) => ({
        deviceId,
        at: heardAt,
        attributes: this.#attributesOf(deviceId),
      }))
      for (const event of [{ kind: 'heard', at, contacts } as const, { kind: 'tick', at } as const]) {
        const { state: next, effects } = stepFleet(state, event)
        state = next
        for (const effect of effects) {
          if (effect.kind === 'outage-begins')
            found.push(`${effect.group.kind} ${effect.group.values.join(' ')} ${isoInstant(effect.from)}`)
        }
      }
    }
    return found
  }

  #attributesOf(deviceId: DeviceId) {
    const { person } = this.#lives.get(deviceId) as WeekLife
    return { network: `401-${mncOf(person)}`, model: person.device.model, gateway: '1', regions: [person.subdivision] }
  }
}

function mostWithin(times: readonly Instant[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted.reduce((most, from, i) => Math.max(most, sorted.slice(i).filter((at) => at < from + windowMs).length), 0)
}

/** Ordinary days of so many people, person by person. */
export function playWeek(seed: number, count: number, days: number, startAt: Instant): WeekReport {
  const endAt = later(startAt, days * 24 * hour)
  const lives = makeWeekLives(seed, count, startAt, days)
  const listening = new Listening(startAt)
  const all: SeenIncident[] = []
  let [readings, replays] = [0, 0]
  for (const life of lives) {
    const played = playLife(life, startAt, endAt)
    listening.add(life, played.contacts)
    readings += played.readings
    replays += played.replays
    for (const incident of played.incidents.all) {
      const truth = incident.alerts.some((told) => isTrue(life.person, told))
      all.push({ life, incident, kind: kindOfIncident(incident), isTrue: truth, withdrawnAfterMs: withdrawnAfterMs(incident) })
    }
  }
  const incidents = all.filter((one) => (one.withdrawnAfterMs ?? Infinity) > unseenMs)
  return {
    lives,
    incidents,
    withdrawnAtOnce: all.length - incidents.length,
    outages: listening.outages(),
    operatorHours: (count / personsAnOperator) * days * 24,
    worstTenMinutes: mostWithin(
      incidents.map(({ incident }) => incident.openedAt),
      10 * minute,
    ),
    readings,
    replays,
  }
}

/** In Kazakhstan's time. */
function lineOf({ life, incident, kind }: SeenIncident): string {
  const began = isoInstant(later(instant(incident.alerts[0]?.facts.beganAt ?? 0), 5 * hour)).slice(5, 16)
  const opened = isoInstant(later(incident.openedAt, 5 * hour)).slice(11, 16)
  const { index, town, device } = life.person
  return `${kind} of ${index} (${town}, ${device.protocol}, ${life.mishap}) from ${began}, told ${opened}`
}

/** The week in lines: what operators saw by kind, and what of it was not so. */
export function linesOf({ lives, incidents, withdrawnAtOnce, outages, operatorHours, ...rest }: WeekReport): string[] {
  const rate = (n: number) => (n / operatorHours).toFixed(2)
  const mishaps = [...Map.groupBy(lives, ({ mishap }) => mishap)].map(([mishap, some]) => `${mishap} ${some.length}`)
  const kinds = [...Map.groupBy(incidents, ({ kind }) => kind)].map(([kind, some]) => {
    const untrue = some.filter((one) => !one.isTrue).length
    const withdrawn = some.filter((one) => one.withdrawnAfterMs !== undefined).length
    return `  ${kind}: ${some.length} (${rate(some.length)} an operator-hour); not so: ${untrue}; withdrawn later: ${withdrawn}`
  })
  return [
    `${rest.readings} readings, ${rest.replays} replays; lives: ${mishaps.join(', ')}, flickers ${lives.filter((life) => life.flickersAt !== null).length}`,
    `${incidents.length} incidents, ${rate(incidents.length)} an operator-hour; most in ten minutes: ${rest.worstTenMinutes}; withdrawn within seconds: ${withdrawnAtOnce}; outages: ${outages.join(', ') || 'none'}`,
    ...kinds,
    ...incidents.filter((one) => !one.isTrue).map((one) => `  not so: ${lineOf(one)}`),
  ]
}
