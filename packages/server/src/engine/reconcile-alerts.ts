import { type Effect, engineVersion } from '@bilezik/compliance'
import { isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import {
  type AlertFacts,
  type Derived,
  type StoredAlert,
  factsOfDerived,
  factsOfStored,
  isSame,
  isSameEpisode,
  readStanding,
  withEnd,
} from './alert-facts.ts'
import { amendAlert, overturnAlert } from './amend-alert.ts'
import { type EndEffect, derivedFrom } from './derived-alerts.ts'
import { noteDifference, readOnlyDerived } from './differences.ts'
import type { ReplayOf, Subject } from './ledger.ts'
import { endAlert, raiseAlert } from './write-alerts.ts'

/** An alert that only the late data tell of, or that is true after all. */
async function revive(client: pg.ClientBase, subject: Subject, { alert, end }: Derived): Promise<void> {
  await raiseAlert(client, subject, alert)
  if (end) await endAlert(client, alert.key, end.endedAt, end.noticedAt)
}

/**
 * What another version raised stands as it is. Only its end may be told by this one, from what was heard since this one runs;
 * everything else that it sees otherwise is a difference, for a human.
 */
async function compareVersions(
  client: pg.ClientBase,
  replay: ReplayOf,
  stored: StoredAlert,
  derived: AlertFacts | null,
): Promise<void> {
  const before = factsOfStored(stored)
  const isEndOurs = before.endNoticedAt === null || before.endNoticedAt >= replay.firstRunAt
  const isNewEnd = derived !== null && isEndOurs && (derived.endNoticedAt ?? replay.firstRunAt) >= replay.firstRunAt
  const { endedAt = null, endNoticedAt = null } = derived ?? {}
  const end = endedAt === null || endNoticedAt === null ? null : { endedAt, noticedAt: endNoticedAt }
  const after = isNewEnd ? withEnd(before, end) : before
  await amendAlert(client, stored, after, replay.causes)
  const isOtherwise = derived === null || !isSame({ ...after, reason: null }, { ...derived, reason: null })
  if (isOtherwise) await noteDifference(client, replay.subject, stored, derived)
}

/** Pairs what stands with what was derived: by key first, then as one episode under another key. */
function paired(
  rows: readonly StoredAlert[],
  derived: readonly Derived[],
): { pairs: Map<StoredAlert, Derived>; unpaired: Derived[] } {
  const pairs = new Map<StoredAlert, Derived>()
  const unpaired = new Set(derived)
  const pairBy = (isOne: (row: StoredAlert, one: Derived) => boolean) => {
    for (const one of unpaired) {
      const row = rows.find((candidate) => !pairs.has(candidate) && isOne(candidate, one))
      if (!row) continue
      pairs.set(row, one)
      unpaired.delete(one)
    }
  }
  pairBy((row, one) => row.key === one.alert.key)
  pairBy((row, one) => isSameEpisode(factsOfStored(row), factsOfDerived(one)))
  return { pairs, unpaired: [...unpaired] }
}

async function settle(client: pg.ClientBase, replay: ReplayOf, stored: StoredAlert, after: AlertFacts | null): Promise<void> {
  if (stored.engine_version !== engineVersion) await compareVersions(client, replay, stored, after)
  else if (after) await amendAlert(client, stored, after, replay.causes)
  else await overturnAlert(client, stored, replay.causes)
}

/** Raised before the base of the replay: only whether and when it ended is derived anew. */
async function settleOlder(
  client: pg.ClientBase,
  replay: ReplayOf,
  stored: StoredAlert,
  ends: readonly EndEffect[],
): Promise<void> {
  const end = ends.find(({ key }) => key === stored.key) ?? null
  const facts = factsOfStored(stored)
  const isEndDerivedAnew = stored.end_noticed_at !== null && stored.end_noticed_at > replay.from
  if (end || isEndDerivedAnew) await settle(client, replay, stored, withEnd(facts, end))
}

/** Brings the alerts noticed after `from` into line with what a replay from there derived. */
export async function reconcileAlerts(client: pg.ClientBase, replay: ReplayOf, effects: readonly Effect[]): Promise<void> {
  const { subject, from, firstRunAt } = replay
  const { derived, endsOfOlder } = derivedFrom(effects)
  const rows = await readStanding(client, subject, isoInstant(from))
  for (const row of rows) if (row.noticed_at <= from) await settleOlder(client, replay, row, endsOfOlder)
  const newer = rows.filter((row) => row.noticed_at > from)
  const { pairs, unpaired } = paired(newer, derived)
  for (const row of newer) {
    const one = pairs.get(row)
    await settle(client, replay, row, one ? factsOfDerived(one) : null)
  }
  const isBeforeUs = (one: Derived) => one.alert.noticedAt < firstRunAt
  const known = unpaired.some(isBeforeUs) ? await readOnlyDerived(client, subject) : []
  for (const one of unpaired) {
    const facts = factsOfDerived(one)
    const isKnown = known.some((other) => other.key === facts.key || isSameEpisode(other, facts))
    // Before it ran, a version judges nobody anew; what only late data tell of is no matter of versions.
    if (isBeforeUs(one) && (replay.isRebuild || isKnown)) await noteDifference(client, subject, null, facts)
    else await revive(client, subject, one)
  }
}
