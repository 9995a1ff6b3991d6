import {
  type Area,
  type LatLon,
  type Ring,
  type Shape,
  type ZoneRefusal,
  distanceMetres,
  faultOfZone,
  withExchangedCoordinates,
} from '@bilezik/domain'

/** A shape as it is being drawn: corners may still be missing. The first ring is the border, the others are its holes. */
export type ShapeDraft =
  | { readonly kind: 'circle'; readonly centre: LatLon | null; readonly radiusMetres: number }
  | { readonly kind: 'polygon'; readonly rings: readonly Ring[] }
  | { readonly kind: 'corridor'; readonly line: readonly LatLon[]; readonly halfWidthMetres: number }
  /** Several parts come by import alone; their corners are not moved one by one. */
  | { readonly kind: 'multipolygon'; readonly polygons: readonly Area[] }

export const drawnKinds = ['circle', 'polygon', 'corridor'] as const
export type DrawnKind = (typeof drawnKinds)[number]

const usualRadiusMetres = 100
const usualHalfWidthMetres = 50

export type Edit =
  | { readonly do: 'kind'; readonly kind: DrawnKind }
  | { readonly do: 'centre'; readonly at: LatLon }
  | { readonly do: 'metres'; readonly metres: number }
  /** Before the corner at `index`; at the end when it is absent. */
  | { readonly do: 'add'; readonly ring: number; readonly at: LatLon; readonly index?: number }
  | { readonly do: 'move'; readonly ring: number; readonly index: number; readonly at: LatLon }
  | { readonly do: 'remove'; readonly ring: number; readonly index: number }
  | { readonly do: 'corners'; readonly ring: number; readonly corners: readonly LatLon[] }
  | { readonly do: 'add-hole' }
  | { readonly do: 'remove-ring'; readonly ring: number }
  | { readonly do: 'replace'; readonly shape: Shape }
  /** Latitude for longitude. */
  | { readonly do: 'exchange' }

export function blankDraft(kind: DrawnKind): ShapeDraft {
  if (kind === 'circle') return { kind, centre: null, radiusMetres: usualRadiusMetres }
  return kind === 'polygon' ? { kind, rings: [[]] } : { kind, line: [], halfWidthMetres: usualHalfWidthMetres }
}

export function draftOfShape(shape: Shape): ShapeDraft {
  return shape.kind === 'polygon' ? { kind: 'polygon', rings: [shape.ring, ...(shape.holes ?? [])] } : shape
}

/** The rings or the line whose corners can be moved. */
export function ringsOf(draft: ShapeDraft): readonly Ring[] {
  if (draft.kind === 'polygon') return draft.rings
  return draft.kind === 'corridor' ? [draft.line] : []
}

function withRings(draft: ShapeDraft, rings: readonly Ring[]): ShapeDraft {
  if (draft.kind === 'polygon') return { ...draft, rings }
  return draft.kind === 'corridor' ? { ...draft, line: rings[0] ?? [] } : draft
}

function inRing(draft: ShapeDraft, ring: number, change: (corners: Ring) => Ring): ShapeDraft {
  return withRings(
    draft,
    ringsOf(draft).map((corners, i) => (i === ring ? change(corners) : corners)),
  )
}

/** What was drawn so far is carried into another kind where it has a meaning there. */
function asKind(draft: ShapeDraft, kind: DrawnKind): ShapeDraft {
  const blank = blankDraft(kind)
  const corners = ringsOf(draft)[0] ?? []
  if (blank.kind === 'polygon') return { ...blank, rings: [corners] }
  return blank.kind === 'corridor' ? { ...blank, line: corners } : blank
}

/** The draft after one change; what does not fit its kind changes nothing. */
export function edited(draft: ShapeDraft, edit: Edit): ShapeDraft {
  switch (edit.do) {
    case 'kind':
      return draft.kind === edit.kind ? draft : asKind(draft, edit.kind)
    case 'centre':
      return draft.kind === 'circle' ? { ...draft, centre: edit.at } : draft
    case 'metres':
      if (draft.kind === 'circle') return { ...draft, radiusMetres: edit.metres }
      return draft.kind === 'corridor' ? { ...draft, halfWidthMetres: edit.metres } : draft
    case 'add':
      return inRing(draft, edit.ring, (corners) => corners.toSpliced(edit.index ?? corners.length, 0, edit.at))
    case 'move':
      return inRing(draft, edit.ring, (corners) => corners.map((corner, i) => (i === edit.index ? edit.at : corner)))
    case 'remove':
      return inRing(draft, edit.ring, (corners) => corners.toSpliced(edit.index, 1))
    case 'corners':
      return inRing(draft, edit.ring, () => edit.corners)
    case 'add-hole':
      return draft.kind === 'polygon' ? { ...draft, rings: [...draft.rings, []] } : draft
    case 'remove-ring':
      return draft.kind === 'polygon' && edit.ring > 0 ? { ...draft, rings: draft.rings.toSpliced(edit.ring, 1) } : draft
    case 'replace':
      return draftOfShape(edit.shape)
    case 'exchange': {
      const shape = shapeOf(draft)
      return shape ? draftOfShape(withExchangedCoordinates(shape)) : draft
    }
    default:
      return edit satisfies never
  }
}

/** As the contract has it; undefined while there is nothing to judge. A hole without corners is none yet. */
export function shapeOf(draft: ShapeDraft): Shape | undefined {
  if (draft.kind === 'circle') return draft.centre === null ? undefined : { ...draft, centre: draft.centre }
  if (draft.kind === 'multipolygon') return draft
  if (draft.kind === 'corridor') return draft.line.length === 0 ? undefined : draft
  const [ring = [], ...holes] = draft.rings
  if (ring.length === 0) return undefined
  const begun = holes.filter((hole) => hole.length > 0)
  return { kind: 'polygon', ring, ...(begun.length > 0 && { holes: begun }) }
}

export interface DraftFault {
  readonly reason: ZoneRefusal | 'nothing-drawn'
  readonly at?: LatLon
}

/** Why the draft is no zone yet, by the same judgement as the server's. */
export function faultOfDraft(draft: ShapeDraft): DraftFault | undefined {
  const shape = shapeOf(draft)
  return shape ? faultOfZone(shape) : { reason: 'nothing-drawn' }
}

/** The radius that a handle at this place asks for: whole metres, for nobody means a fraction of one. */
export function radiusTo(centre: LatLon, handle: LatLon): number {
  return Math.max(1, Math.round(distanceMetres(centre, handle)))
}
