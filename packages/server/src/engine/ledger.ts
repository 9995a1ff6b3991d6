import type { Effect } from '@bilezik/compliance'
import type { Instant, OrganisationId, PersonId } from '@bilezik/domain'
import type pg from 'pg'
import type { LateCause } from './late.ts'

/** Whose effects they are, and who answers for the person. */
export interface Subject {
  readonly personId: PersonId
  readonly organisationId: OrganisationId
  /** Watched from the middle of their story, until all of it has been stepped: what another version raised stands for the same. */
  readonly isProvisional?: boolean
}

export interface PersonEffects {
  readonly subject: Subject
  /** In the order in which they were derived. */
  readonly effects: readonly Effect[]
}

/** What a replay of one person went back to, and why. */
export interface ReplayOf {
  readonly subject: Subject
  /** Everything noticed after it has been derived anew. */
  readonly from: Instant
  readonly causes: readonly LateCause[]
  /** When this version of the engine first ran here. */
  readonly firstRunAt: Instant
  /** The person was watched by another version and is stepped from the beginning for the first time. */
  readonly isRebuild: boolean
}

/** Where effects become rows. A ledger is given the effects of its own kinds only. */
export interface Ledger {
  /** Written again after a crash, the same effects change nothing. */
  readonly write: (client: pg.ClientBase, derived: readonly PersonEffects[]) => Promise<void>
  /** Brings what is stored of the person and was noticed after `from` into line with what a replay from there derived. */
  readonly reconcile: (client: pg.ClientBase, replay: ReplayOf, effects: readonly Effect[]) => Promise<void>
  /** Of the effects of a whole past, those that tell where things stand after `from`, and what follows; absent: only what follows. */
  readonly handover?: (effects: readonly Effect[], from: Instant) => readonly Effect[]
}
