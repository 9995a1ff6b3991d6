import { engineVersion } from '@bilezik/compliance'
import { type Instant, type OrganisationId, type PersonId, instant, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import { type AlertFacts, type StoredAlert, factsOfDerived, factsOfStored, isSame, isSameEpisode } from './alert-facts.ts'
import { readProgress, readStateBefore } from './checkpoints.ts'
import { derivedFrom } from './derived-alerts.ts'
import { deriveAgain } from './replay-from-store.ts'
import { readDeviceNumbers } from './roster.ts'

export interface AlertReplay {
  readonly alertId: string
  readonly personId: PersonId
  readonly organisationId: OrganisationId
  /** Which version raised it, and by which it was derived again, on which Node. */
  readonly raisedBy: string
  readonly derivedBy: string
  readonly node: string
  /** Where the replay began: a stored state, or null for the beginning of all that is stored. */
  readonly from: Instant | null
  readonly stepped: number
  readonly stored: AlertFacts
  readonly derived: AlertFacts | null
  /** Of which facts the two differ. */
  readonly differences: readonly string[]
  readonly isIdentical: boolean
}

type AlertRow = StoredAlert & { readonly person_id: PersonId; readonly organisation_id: OrganisationId }

async function readAlert(client: pg.ClientBase, id: string): Promise<AlertRow | undefined> {
  const { rows } = await client.query<AlertRow>(
    `SELECT a.id, a.key, a.incident_id, a.kind, a.lineage_id, a.order_id, a.condition_version, a.state, a.began_at, a.noticed_at,
       a.ended_at, a.end_noticed_at, a.reason, a.engine_version, a.person_id, i.organisation_id
     FROM alerts a JOIN incidents i ON i.id = a.incident_id WHERE a.id = $1`,
    [id],
  )
  return rows[0]
}

const isOverturned = ({ state }: AlertFacts): boolean => state === 'withdrawn' || state === 'disproved'

/** An alert that later data overturned is the same when it is not derived. */
function differencesOf(stored: AlertFacts, derived: AlertFacts | null): string[] {
  if (isOverturned(stored)) return derived === null ? [] : ['state']
  if (derived === null) return ['derivation']
  return Object.keys(stored).filter((fact) => !isSame(stored[fact as keyof AlertFacts], derived[fact as keyof AlertFacts]))
}

/**
 * Derives an alert again from the stored readings, plans and outages, in a transaction that can write nothing. Undefined: there is
 * no such alert. Exact for the version of the engine and of Node that raised it.
 */
export async function replayAlert(client: pg.ClientBase, id: string): Promise<AlertReplay | undefined> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    const row = await readAlert(client, id)
    if (!row) return undefined
    const until = instant(Math.max(row.noticed_at, row.end_noticed_at ?? row.noticed_at))
    const past = { ...(await readProgress(client, 'effect')), devices: await readDeviceNumbers(client), now: until }
    const base = await readStateBefore(client, row.person_id, row.noticed_at)
    const { effects, stepped, from } = await deriveAgain(client, { personId: row.person_id, base, until }, past)
    const stored = factsOfStored(row)
    const all = derivedFrom(effects).derived.map(factsOfDerived)
    const key = stored.key.replace(/\/(withdrawn|disproved)\/.*$/, '')
    const derived = all.find((one) => one.key === key) ?? all.find((one) => isSameEpisode(one, stored)) ?? null
    const differences = differencesOf(stored, derived)
    return {
      alertId: row.id,
      personId: row.person_id,
      organisationId: row.organisation_id,
      raisedBy: row.engine_version,
      derivedBy: engineVersion,
      node: process.version,
      from: isoInstant(from).startsWith('0001') ? null : from,
      stepped,
      stored,
      derived,
      differences,
      isIdentical: differences.length === 0,
    }
  } finally {
    await client.query('ROLLBACK').catch(() => undefined)
  }
}
