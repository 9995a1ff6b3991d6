import type { Mark } from '@bilezik/contract'
import type { Shape } from '@bilezik/domain'

/** A zone of an obligation, drawn only for the selected person. */
export interface MapZone {
  readonly lineageId: string
  readonly name: string
  readonly kind: 'curfew' | 'exclusion' | 'territory'
  readonly shape: Shape
}

/** A fix of the trail; times are milliseconds since 1970. */
export interface TrailFix {
  readonly atMs: number
  readonly lat: number
  readonly lon: number
  readonly accuracyMetres: number | null
  readonly isValid: boolean
}

/** A time in which nothing valid is known: drawn as a dashed gap between the fixes around it. */
export interface TrailGap {
  readonly fromMs: number
  readonly untilMs: number | null
}

/** A fix that a decision rests on. */
export interface EvidenceFix {
  readonly atMs: number
  readonly lat: number
  readonly lon: number
  /** The uncertainty that it was reckoned with. */
  readonly radiusMetres: number
  readonly says: 'inside' | 'outside'
  readonly isSelected: boolean
}

export interface LiveMapProps {
  /** Everyone in scope; clustered, with alert counts. Changes about once a second. */
  readonly marks: ReadonlyMap<string, Mark>
  readonly selectedPersonId: string | null
  readonly onSelect: (personId: string) => void
  /** Of the selected person. */
  readonly zones: readonly MapZone[]
  readonly trail: readonly TrailFix[]
  readonly gaps: readonly TrailGap[]
  /** The moment the operator scrubs to on the timeline; null = now. */
  readonly scrubAtMs: number | null
  /** What a decision rests on: then nothing else is shown, nobody's present mark either. */
  readonly evidence?: readonly EvidenceFix[]
  /** Vector tiles of a deployment; null = the offline orientation map. */
  readonly mapTilesUrl: string | null
  /** Changes when the map should frame person, zones and last fixes again (a new selection), never by itself. */
  readonly frameKey: string
}
