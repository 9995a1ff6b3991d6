import { type Effect, engineVersion } from '@bilezik/compliance'
import { type Instant, type PersonId, isoInstant, later } from '@bilezik/domain'
import type pg from 'pg'
import type { PersonEffects, ReplayOf } from './ledger.ts'

/** One row of the timeline. `lineageId` null: the chain of what is known about the person at all. */
interface Transition {
  readonly lineageId: string | null
  readonly since: Instant
  readonly noticedAt: Instant
  readonly value: 'inside' | 'outside' | 'unknown' | 'known' | 'blind' | 'ended'
  readonly because: string | null
  readonly belief: number | null
}

/** The row that an effect leaves in the timeline; others than changes of what is known leave none. */
function transitionOf(effect: Effect): Transition | undefined {
  const { noticedAt } = effect
  switch (effect.kind) {
    case 'presence': {
      const { presence, lineageId } = effect
      const isUnknown = presence.kind === 'unknown'
      const because = isUnknown ? presence.because : null
      return {
        lineageId,
        since: presence.since,
        noticedAt,
        value: presence.kind,
        because,
        belief: isUnknown ? null : presence.belief,
      }
    }
    case 'knowledge': {
      const { knowledge } = effect
      const because = knowledge.kind === 'blind' ? knowledge.because : null
      return { lineageId: null, since: knowledge.since, noticedAt, value: knowledge.kind, because, belief: null }
    }
    case 'lineage-end':
      return { lineageId: effect.lineageId, since: noticedAt, noticedAt, value: 'ended', because: null, belief: null }
    case 'watch-end':
      return { lineageId: null, since: noticedAt, noticedAt, value: 'ended', because: null, belief: null }
    default:
      return undefined
  }
}

interface PersonTransition extends Transition {
  readonly personId: PersonId
}

/** Written again after a crash, the same row changes nothing. */
async function insertTransitions(client: pg.ClientBase, transitions: readonly PersonTransition[]): Promise<void> {
  if (transitions.length === 0) return
  const rows = transitions.map((t) => ({
    person_id: t.personId,
    lineage_id: t.lineageId,
    since: isoInstant(t.since),
    noticed_at: isoInstant(t.noticedAt),
    value: t.value,
    because: t.because,
    belief: t.belief,
  }))
  await client.query(
    `INSERT INTO transitions (person_id, lineage_id, since, noticed_at, value, because, belief, engine_version)
     SELECT r.*, $2 FROM jsonb_to_recordset($1::jsonb)
       AS r (person_id uuid, lineage_id uuid, since timestamptz, noticed_at timestamptz, value text, because text, belief real)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), engineVersion],
  )
}

export async function writeTransitions(client: pg.ClientBase, derived: readonly PersonEffects[]): Promise<void> {
  const transitions = derived.flatMap(({ subject, effects }) =>
    effects
      .map(transitionOf)
      .filter((t) => t !== undefined)
      .map((t) => ({ ...t, personId: subject.personId })),
  )
  await insertTransitions(client, transitions)
}

interface StoredTransition {
  readonly id: number
  readonly lineage_id: string | null
  readonly since: Instant
  readonly noticed_at: Instant
  readonly value: string
  readonly because: string | null
}

function identity(lineageId: string | null, since: Instant, noticedAt: Instant, value: string, because: string | null): string {
  return [lineageId, since, noticedAt, value, because].join(' ')
}

/** After a replay from `from`: rows that no longer hold are marked superseded and stay; what is new is added. */
export async function reconcileTransitions(
  client: pg.ClientBase,
  { subject: { personId }, from }: ReplayOf,
  effects: readonly Effect[],
): Promise<void> {
  const { rows } = await client.query<StoredTransition>(
    `SELECT id, lineage_id, since, noticed_at, value, because FROM transitions WHERE person_id = $1 AND noticed_at > $2 AND superseded_at IS NULL`,
    [personId, isoInstant(from)],
  )
  const derived = effects.map(transitionOf).filter((t) => t !== undefined)
  const holds = new Set(derived.map((t) => identity(t.lineageId, t.since, t.noticedAt, t.value, t.because)))
  const overturned = rows.filter((r) => !holds.has(identity(r.lineage_id, r.since, r.noticed_at, r.value, r.because)))
  if (overturned.length > 0) {
    await client.query('UPDATE transitions SET superseded_at = now() WHERE id = ANY ($1)', [overturned.map((row) => row.id)])
  }
  await insertTransitions(
    client,
    derived.map((t) => ({ ...t, personId })),
  )
}

/** Where each chain stands at `from` as if it were told just after it, and every change that follows. */
export function handedOver(effects: readonly Effect[], from: Instant): readonly Effect[] {
  const noticedAt = later(from, 1)
  const standing = new Map<string | null, Effect>()
  for (const effect of effects) {
    if (effect.noticedAt > from) continue
    if (effect.kind === 'presence')
      standing.set(effect.lineageId, { ...effect, noticedAt, presence: { ...effect.presence, since: noticedAt } })
    else if (effect.kind === 'knowledge')
      standing.set(null, { ...effect, noticedAt, knowledge: { ...effect.knowledge, since: noticedAt } })
    else if (effect.kind === 'lineage-end') standing.delete(effect.lineageId)
    else if (effect.kind === 'watch-end') standing.delete(null)
  }
  return [...standing.values(), ...effects.filter((effect) => effect.noticedAt > from)]
}
