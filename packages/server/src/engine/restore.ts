import { initialState, step } from '@bilezik/compliance'
import { type Instant, type PersonId, later } from '@bilezik/domain'
import type pg from 'pg'
import { type Progress, readNewestStates, readPeopleWithForeignEffects, readStoredUntil } from './checkpoints.ts'
import { withLate } from './late.ts'
import { readNewestPlans } from './read-stream.ts'
import { readJurisdictions, readLatest } from './roster.ts'
import { type Watched, newlyWatched, nothingLatest } from './watched.ts'

/** A person as the engine begins with them; `read` fails for one whose stored state or plan nobody can read. */
export interface Restored {
  readonly blank: Watched
  readonly read: () => Watched
}

/** Everyone of whom this version has stored a state. */
export async function restoreStates(client: pg.ClientBase, now: Instant): Promise<Restored[]> {
  const states = await readNewestStates(client)
  const personIds = states.map(({ state }) => state.personId)
  const jurisdictions = await readJurisdictions(client, personIds, now)
  const latest = await readLatest(client)
  const foreign = await readPeopleWithForeignEffects(client)
  return states.flatMap(({ state, late }) => {
    const { personId } = state
    const jurisdiction = jurisdictions.get(personId)
    if (!jurisdiction) return []
    const blank = { ...newlyWatched(personId), ...jurisdiction, latest: latest.get(personId) ?? nothingLatest }
    const hasForeignEffects = foreign.has(personId)
    const read = (): Watched => ({
      ...blank,
      state,
      hasForeignEffects,
      // Replayed from this very state as soon as everything has been read that the predecessor had read.
      late: hasForeignEffects ? withLate(late, { kind: 'restart', at: later(state.at, 1) }, now) : late,
      isCheckpointDirty: false,
      checkpointedTo: state.at,
    })
    return [{ blank, read }]
  })
}

/**
 * Persons of whom only another version has stored a state, which this one does not read. They are watched at once, by their newest
 * plan and from where the other version had come; one after the other their whole story is then stepped anew.
 */
export async function restoreProvisionally(
  client: pg.ClientBase,
  personIds: readonly PersonId[],
  { stream }: Progress,
  now: Instant,
): Promise<Restored[]> {
  if (personIds.length === 0) return []
  const jurisdictions = await readJurisdictions(client, personIds, now)
  const latest = await readLatest(client)
  const plans = await readNewestPlans(client, personIds, stream)
  const until = await readStoredUntil(client)
  return personIds.flatMap((personId) => {
    const jurisdiction = jurisdictions.get(personId)
    if (!jurisdiction) return []
    const blank = {
      ...newlyWatched(personId),
      ...jurisdiction,
      latest: latest.get(personId) ?? nothingLatest,
      isProvisional: true,
    }
    const read = (): Watched => {
      const state = initialState(personId)
      const late = withLate(null, { kind: 'restart', at: later(state.at, 1) }, now)
      const plan = plans.get(personId)?.()
      if (!plan) return { ...blank, late }
      const at = until.get(personId) ?? plan.at
      return { ...blank, state: step(state, { ...plan, at }).state, late }
    }
    return [{ blank, read }]
  })
}
