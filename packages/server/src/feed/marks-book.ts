import type { Mark } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant, minute, second, severities } from '@bilezik/domain'
import { instantParameter } from '../http/instant-parameter.ts'
import { shortName } from '../persons/person-name.ts'
import type { MarksEvent } from './frame.ts'

/** The engine stamps a row before it commits: rows of the last moments are read again, and known ones left out. */
const overlapMs = 10 * second
/** Everything is compared anew now and then, so that no oversight lives long. */
const renewEveryMs = 5 * minute

interface Known {
  readonly updatedAt: Instant
  readonly visibleUntil: Instant
  readonly mark: Mark
}

interface OpenIncidents {
  readonly count: number
  readonly worstRank: number
}

async function statusRows(tx: ScopedTransaction, since: Instant | undefined) {
  return tx
    .selectFrom('person_status as s')
    .innerJoin('persons as p', 'p.id', 's.person_id')
    .select(['s.person_id', 'p.family_name', 'p.given_name', 'p.patronymic', 's.lat_e7', 's.lon_e7', 's.accuracy_dm', 's.fix_at'])
    .select(['s.contact_at', 's.standing', 's.visible_until', 's.updated_at'])
    .$if(since !== undefined, (q) => q.where('s.updated_at', '>', instantParameter(since as Instant)))
    .execute()
}

async function openIncidents(tx: ScopedTransaction): Promise<Map<string, OpenIncidents>> {
  const rows = await tx
    .selectFrom('incidents')
    .select((e) => ['person_id', e.fn.countAll<number>().as('count'), e.fn.min<number>('severity_rank').as('worstRank')])
    .where('state', '<>', 'concluded')
    .groupBy('person_id')
    .execute()
  return new Map(rows.map((row) => [row.person_id, { count: row.count, worstRank: row.worstRank }]))
}

/** The latest mark of everyone who may be shown in one scope, and what changed since it was last asked. */
export class MarksBook {
  #known = new Map<string, Known>()
  #incidents = new Map<string, OpenIncidents>()
  #readUpTo: Instant | undefined
  #renewedAt: Instant | undefined

  all(): MarksEvent {
    return { isFull: true, marks: [...this.#known.values()].map((known) => known.mark), gone: [] }
  }

  /** Undefined: nothing changed. */
  async update(tx: ScopedTransaction, now: Instant): Promise<MarksEvent | undefined> {
    const isRenewing = this.#renewedAt === undefined || now - this.#renewedAt >= renewEveryMs
    const since = isRenewing || this.#readUpTo === undefined ? undefined : ((this.#readUpTo - overlapMs) as Instant)
    const rows = await statusRows(tx, since)
    const incidents = await openIncidents(tx)
    const changed = new Set<string>()
    const gone = new Set<string>()
    if (isRenewing) {
      const seen = new Set(rows.map((row) => row.person_id))
      for (const personId of this.#known.keys()) if (!seen.has(personId)) gone.add(personId)
      this.#renewedAt = now
    }
    for (const row of rows) {
      if (this.#readUpTo === undefined || row.updated_at > this.#readUpTo) this.#readUpTo = row.updated_at
      const { person_id: personId, lat_e7: latE7, lon_e7: lonE7, fix_at: fixAt } = row
      const known = this.#known.get(personId)
      if (latE7 === null || lonE7 === null || fixAt === null || row.visible_until <= now) {
        if (known) gone.add(personId)
        continue
      }
      if (known?.updatedAt === row.updated_at) continue
      changed.add(personId)
      this.#known.set(personId, {
        updatedAt: row.updated_at,
        visibleUntil: row.visible_until,
        mark: {
          personId,
          name: shortName(row),
          lat: latE7 / 1e7,
          lon: lonE7 / 1e7,
          accuracyMetres: row.accuracy_dm === null ? null : row.accuracy_dm / 10,
          fixAt: isoInstant(fixAt),
          contactAt: row.contact_at === null ? null : isoInstant(row.contact_at),
          standing: row.standing,
          worstSeverity: null,
          openIncidents: 0,
        },
      })
    }
    this.#takeIncidents(incidents, changed)
    for (const [personId, { visibleUntil }] of this.#known) if (visibleUntil <= now) gone.add(personId)
    return this.#event(changed, gone)
  }

  #takeIncidents(incidents: Map<string, OpenIncidents>, changed: Set<string>): void {
    for (const personId of new Set([...incidents.keys(), ...this.#incidents.keys()])) {
      const [before, after] = [this.#incidents.get(personId), incidents.get(personId)]
      if (before?.count !== after?.count || before?.worstRank !== after?.worstRank) changed.add(personId)
    }
    this.#incidents = incidents
    for (const personId of changed) {
      const known = this.#known.get(personId)
      if (!known) continue
      const open = incidents.get(personId)
      const mark = { ...known.mark, openIncidents: open?.count ?? 0, worstSeverity: (open && severities[open.worstRank]) ?? null }
      this.#known.set(personId, { ...known, mark })
    }
  }

  #event(changed: ReadonlySet<string>, gone: ReadonlySet<string>): MarksEvent | undefined {
    const wasShown = [...gone].filter((personId) => this.#known.delete(personId))
    const marks = [...changed].flatMap((personId) => this.#known.get(personId)?.mark ?? [])
    return marks.length === 0 && wasShown.length === 0 ? undefined : { isFull: false, marks, gone: wasShown }
  }
}
