import { type Instant, day, hour, isoInstant, later, minute } from '@bilezik/domain'
import { type Heard, PlayedTime } from '../../packages/server/src/testing/played-time.ts'
import type { World } from '../../packages/server/src/testing/world.ts'
import type { SimulatedPerson } from '../../packages/simulator/src/population/person.ts'
import { type OutageTown, lostMnc, watchedRules } from './outage-town.ts'
import { SimulatedSender, mncOf, tickMs, ticks } from './simulated-sender.ts'

export interface RaisedAlert {
  readonly person: SimulatedPerson
  readonly kind: string
  readonly state: string
  readonly beganAt: Instant
}

export interface OutageReport {
  readonly alerts: readonly RaisedAlert[]
  readonly outages: readonly {
    readonly group: string
    readonly beganAt: Instant
    readonly noticedAt: Instant
    readonly endedAt: Instant | null
  }[]
  readonly technicalIncidents: number
  readonly notices: number
  readonly members: number
  /** Orders of everyone on the lost network. */
  readonly concerned: number
  readonly records: number
}

async function registerAll(world: World, town: OutageTown, startAt: Instant): Promise<ReadonlyMap<string, SimulatedPerson>> {
  const organisations = new Map<string, string>()
  const people = new Map<string, SimulatedPerson>()
  const term = { termFrom: startAt, termUntil: later(startAt, 30 * day) }
  for (const person of town.people) {
    const organisationId = organisations.get(person.subdivision) ?? (await world.addOrganisation(person.subdivision))
    organisations.set(person.subdivision, organisationId)
    const { protocol, identifier } = person.device
    const made = await world.addPerson({ organisationId, protocol, identifier, rules: watchedRules(person), ...term })
    people.set(made.personId, person)
  }
  return people
}

/** The evening of the outage, from half an hour before it to a quarter of an hour after, through the real intake and engine. */
export async function playOutage(world: World, town: OutageTown, startAt: Instant): Promise<OutageReport> {
  const people = await registerAll(world, town, startAt)
  const time = await PlayedTime.begin(world, startAt)
  const senders = town.people.map((person) => new SimulatedSender(person, startAt))
  let records = 0
  for (const now of ticks(later(startAt, tickMs), later(town.backAt, 15 * minute))) {
    await time.passTo(now)
    const isOut = now >= town.lostAt && now < town.backAt
    const spoken = senders
      .map((sender) => ({ sender, sendings: sender.speak(now, !(isOut && mncOf(sender.person) === lostMnc)) }))
      .filter(({ sendings }) => sendings.length > 0)
    const messages = spoken.flatMap(({ sender, sendings }): Heard[] =>
      sendings.map(({ records: some }) => ({ ...sender.person.device, records: some })),
    )
    records += messages.reduce((sum, message) => sum + message.records.length, 0)
    await time.hear(messages)
    for (const { sender, sendings } of spoken) sender.stored(sendings, now)
  }
  await time.settle()
  await time.end()
  return { ...(await reportOf(world, people)), records }
}

const ms = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8 AS "${column}"`

async function reportOf(world: World, people: ReadonlyMap<string, SimulatedPerson>): Promise<Omit<OutageReport, 'records'>> {
  const rows = async <Row>(sql: string) => (await world.owner.query(sql)).rows as Row[]
  const count = async (table: string) => (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0
  const alerts = await rows<{ person_id: string; kind: string; state: string; began_at: Instant }>(
    `SELECT person_id, kind, state, ${ms('began_at')} FROM alerts ORDER BY alerts.began_at`,
  )
  const outages = await rows<{ g: string; began_at: Instant; noticed_at: Instant; ended_at: Instant | null }>(
    `SELECT group_kind || ' ' || group_values AS g, ${ms('began_at')}, ${ms('noticed_at')}, ${ms('ended_at')} FROM fleet_outages`,
  )
  return {
    alerts: alerts.map((row) => ({
      person: people.get(row.person_id) as SimulatedPerson,
      kind: row.kind,
      state: row.state,
      beganAt: row.began_at,
    })),
    outages: outages.map((row) => ({ group: row.g, beganAt: row.began_at, noticedAt: row.noticed_at, endedAt: row.ended_at })),
    technicalIncidents: await count('technical_incidents'),
    notices: await count('technical_notices'),
    members: await count('fleet_outage_members'),
    concerned: [...people.values()].filter((person) => mncOf(person) === lostMnc).length,
  }
}

/** One line an alert, for whoever reads a failure. */
export function lineOf({ person, kind, state, beganAt }: RaisedAlert): string {
  return `${kind} (${state}) of ${person.index}, whose story is ${person.story.kind}, from ${isoInstant(later(beganAt, 5 * hour)).slice(11, 19)}`
}
