import type { Effect, WatchPlan } from '@bilezik/compliance'
import { type Instant, type OrganisationId, type PersonId, instant, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import { type AlertFacts, type StoredAlert, factsOfDerived, factsOfStored, isSameEpisode } from './alert-facts.ts'
import { readProgress } from './checkpoints.ts'
import { derivedFrom } from './derived-alerts.ts'
import { type Past, deriveAgain, fromTheBeginning } from './replay-from-store.ts'
import { readDeviceNumbers } from './roster.ts'
import { wakeLagMs } from './wake-ups.ts'

export interface ShadowOptions {
  /** Half-open: what was noticed in it is compared. */
  readonly from: Instant
  readonly until: Instant
  readonly organisationId?: string
  /** Instead of the policy that the stored plans carry. */
  readonly policy?: Partial<WatchPlan['policy']>
  readonly onPerson?: (done: number, of: number) => void
  /** The engine has not come so far: compared is what was noticed before this instant. */
  readonly onCutShort?: (until: Instant) => void
}

export type ShadowDifference =
  | { readonly kind: 'only-stored' | 'only-derived'; readonly personId: PersonId; readonly alert: AlertFacts }
  | { readonly kind: 'other-times'; readonly personId: PersonId; readonly stored: AlertFacts; readonly derived: AlertFacts }
  /** Time of the answer within the asked one, milliseconds. */
  | {
      readonly kind: 'presence'
      readonly personId: PersonId
      readonly lineageId: string
      readonly value: string
      readonly storedMs: number
      readonly derivedMs: number
    }

interface Change {
  readonly lineageId: string
  readonly since: Instant
  readonly value: string
}

/** How long each answer held for each condition within the asked time. */
function presenceTimes(changes: readonly Change[], { from, until }: ShadowOptions): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const chain of Map.groupBy(changes, (change) => change.lineageId).values()) {
    const ordered = chain.toSorted((a, b) => a.since - b.since)
    ordered.forEach(({ lineageId, since, value }, i) => {
      const ms = Math.min(ordered[i + 1]?.since ?? until, until) - Math.max(since, from)
      const key = `${lineageId} ${value}`
      if (ms > 0 && value !== 'ended') times.set(key, (times.get(key) ?? 0) + ms)
    })
  }
  return times
}

function changesOf(effects: readonly Effect[], until: Instant): Change[] {
  return effects.flatMap((effect): Change[] => {
    if (effect.noticedAt >= until) return []
    if (effect.kind === 'lineage-end') return [{ lineageId: effect.lineageId, since: effect.noticedAt, value: 'ended' }]
    return effect.kind === 'presence'
      ? [{ lineageId: effect.lineageId, since: effect.presence.since, value: effect.presence.kind }]
      : []
  })
}

async function storedChanges(client: pg.ClientBase, personId: PersonId, until: Instant): Promise<Change[]> {
  const { rows } = await client.query<{ lineage_id: string; since: Instant; value: string }>(
    `SELECT lineage_id, since, value FROM transitions
     WHERE person_id = $1 AND lineage_id IS NOT NULL AND superseded_at IS NULL AND noticed_at < $2 ORDER BY noticed_at, id`,
    [personId, isoInstant(until)],
  )
  return rows.map((row) => ({ lineageId: row.lineage_id, since: row.since, value: row.value }))
}

async function storedAlerts(client: pg.ClientBase, personId: PersonId, { from, until }: ShadowOptions): Promise<AlertFacts[]> {
  const { rows } = await client.query<StoredAlert>(
    `SELECT id, key, incident_id, kind, lineage_id, order_id, condition_version, state, began_at, noticed_at, ended_at, end_noticed_at,
       reason, engine_version FROM alerts
     WHERE person_id = $1 AND state IN ('active', 'ended') AND noticed_at >= $2 AND noticed_at < $3 ORDER BY noticed_at, id`,
    [personId, isoInstant(from), isoInstant(until)],
  )
  return rows.map(factsOfStored)
}

const timesOf = (facts: AlertFacts, until: Instant): string => {
  const isOver = facts.endNoticedAt !== null && facts.endNoticedAt < until
  return JSON.stringify([facts.beganAt, facts.noticedAt, isOver ? facts.endedAt : null])
}

/** An alert that lasts on both sides is one. */
function compareAlerts(
  personId: PersonId,
  stored: readonly AlertFacts[],
  derived: readonly AlertFacts[],
  until: Instant,
): ShadowDifference[] {
  const left = new Set(derived)
  const found: ShadowDifference[] = []
  for (const alert of stored) {
    const same = [...left].find((one) => one.key === alert.key) ?? [...left].find((one) => isSameEpisode(one, alert))
    if (!same) found.push({ kind: 'only-stored', personId, alert })
    else if (timesOf(alert, until) !== timesOf(same, until))
      found.push({ kind: 'other-times', personId, stored: alert, derived: same })
    if (same) left.delete(same)
  }
  return [...found, ...[...left].map((alert) => ({ kind: 'only-derived' as const, personId, alert }))]
}

function comparePresence(
  personId: PersonId,
  stored: ReadonlyMap<string, number>,
  derived: ReadonlyMap<string, number>,
): ShadowDifference[] {
  return [...new Set([...stored.keys(), ...derived.keys()])].flatMap((key): ShadowDifference[] => {
    const [storedMs, derivedMs] = [stored.get(key) ?? 0, derived.get(key) ?? 0]
    const [lineageId = '', value = ''] = key.split(' ')
    return storedMs === derivedMs ? [] : [{ kind: 'presence', personId, lineageId, value, storedMs, derivedMs }]
  })
}

async function comparePerson(
  client: pg.ClientBase,
  personId: PersonId,
  options: ShadowOptions,
  past: Past,
): Promise<ShadowDifference[]> {
  const { from, until, policy = {} } = options
  const story = { personId, base: fromTheBeginning(personId), until: instant(until - 1), policy }
  const { effects } = await deriveAgain(client, story, past)
  const derived = derivedFrom(effects).derived.map(factsOfDerived)
  const within = derived.filter((alert) => alert.noticedAt >= from && alert.noticedAt < until)
  const times = presenceTimes(changesOf(effects, until), options)
  return [
    ...compareAlerts(personId, await storedAlerts(client, personId, options), within, until),
    ...comparePresence(personId, presenceTimes(await storedChanges(client, personId, until), options), times),
  ]
}

/** Until when somebody listened and the engine has let time pass: what would be noticed after it is not noticed yet. */
async function readHeardUntil(client: pg.ClientBase): Promise<Instant> {
  const { rows } = await client.query<{ until: Instant | null }>(
    `SELECT least((SELECT min(listened_until) FROM gateways), (SELECT heartbeat_at FROM engine) - $1::float8 * interval '1 millisecond') AS until`,
    [wakeLagMs],
  )
  return rows[0]?.until ?? instant(0)
}

/**
 * Runs the present engine over everything that is stored, person by person, each as one transaction's look that can write nothing,
 * and gives what it derives otherwise than what stands.
 */
export async function* shadow(client: pg.ClientBase, asked: ShadowOptions): AsyncGenerator<ShadowDifference> {
  const heardUntil = await readHeardUntil(client)
  const options = heardUntil < asked.until ? { ...asked, until: heardUntil } : asked
  if (options !== asked) asked.onCutShort?.(heardUntil)
  const { rows } = await client.query<{ person_id: PersonId }>(
    `SELECT DISTINCT s.person_id FROM stream_events s
     WHERE $1::uuid IS NULL OR EXISTS (SELECT FROM orders o WHERE o.person_id = s.person_id AND o.organisation_id = $1) ORDER BY 1`,
    [options.organisationId ?? null],
  )
  for (const [i, { person_id: personId }] of rows.entries()) {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    try {
      const past = { ...(await readProgress(client, 'effect')), devices: await readDeviceNumbers(client), now: options.until }
      yield* await comparePerson(client, personId, options, past)
    } finally {
      await client.query('ROLLBACK').catch(() => undefined)
    }
    options.onPerson?.(i + 1, rows.length)
  }
}

/** Whose persons such a look is at. */
export async function organisationsOf(client: pg.ClientBase, organisationId: string | null): Promise<readonly OrganisationId[]> {
  const { rows } = await client.query<{ id: OrganisationId }>(
    'SELECT DISTINCT organisation_id AS id FROM orders WHERE $1::uuid IS NULL OR organisation_id = $1',
    [organisationId],
  )
  return rows.map(({ id }) => id)
}
