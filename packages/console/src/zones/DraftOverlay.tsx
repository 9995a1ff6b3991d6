import { type LatLon, type Ring, distanceMetres, placeBeside, toGeoJson } from '@bilezik/domain'
import { type Map as MapLibreMap } from 'maplibre-gl'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { distance } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Handle } from './Handle.tsx'
import { type DraftFault, type Edit, type ShapeDraft, faultOfDraft, radiusTo, ringsOf, shapeOf } from './shape-draft.ts'
import { type Pixel, type Projection, useProjection } from './use-projection.ts'
import classes from './zones.module.css'

/** More handles than this cover the border that they are to show: they appear when fewer are in sight. */
const mostHandles = 120
/** A length is written where its side is long enough to hold it. */
const labelPixels = 56

export interface DraftOverlayProps {
  readonly draft: ShapeDraft
  readonly fault: DraftFault | undefined
  /** Whose corners can be moved and added to. */
  readonly ring: number
  readonly selected: number | null
  readonly onEdit: (edit: Edit, gesture?: string) => void
  readonly onSelect: (index: number | null) => void
}

function pathOf(corners: readonly LatLon[], isClosed: boolean, { toPixel }: Projection): string {
  const points = corners.map((corner) => toPixel(corner)).map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)
  return points.length < 2 ? '' : `M${points.join('L')}${isClosed ? 'Z' : ''}`
}

/** The outline of the ground that is meant, as rings of places; a border that is still wrong is shown as it was drawn. */
function outlineOf(draft: ShapeDraft): readonly Ring[] {
  if (draft.kind === 'polygon') return draft.rings
  if (draft.kind === 'multipolygon') return draft.polygons.flatMap(({ ring, holes = [] }) => [ring, ...holes])
  const shape = shapeOf(draft)
  const reason = faultOfDraft(draft)?.reason
  if (!shape || (reason !== undefined && reason !== 'radius-out-of-range')) return []
  const area = toGeoJson(shape)
  const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()
  return rings.map((each) => each.map(([lon, lat]) => ({ lat, lon })))
}

function isInSight({ x, y }: Pixel, { clientWidth, clientHeight }: HTMLElement): boolean {
  return x > -20 && y > -20 && x < clientWidth + 20 && y < clientHeight + 20
}

const middle = (a: LatLon, b: LatLon): LatLon => ({ lat: (a.lat + b.lat) / 2, lon: (a.lon + b.lon) / 2 })

interface Side {
  readonly index: number
  readonly from: LatLon
  readonly to: LatLon
}

function sidesOf(corners: readonly LatLon[], isClosed: boolean): Side[] {
  const sides = corners.slice(1).map((to, i) => ({ index: i + 1, from: corners[i] as LatLon, to }))
  const [first, last] = [corners[0], corners.at(-1)]
  return isClosed && first && last && corners.length > 2 ? [...sides, { index: corners.length, from: last, to: first }] : sides
}

function SideLength({ side, projection }: { readonly side: Side; readonly projection: Projection }) {
  const language = useLanguage()
  const [a, b] = [projection.toPixel(side.from), projection.toPixel(side.to)]
  if (Math.hypot(a.x - b.x, a.y - b.y) < labelPixels) return null
  return (
    <text x={(a.x + b.x) / 2} y={(a.y + b.y) / 2 - 8} className={classes['length']} aria-hidden="true">
      {distance(distanceMetres(side.from, side.to), language)}
    </text>
  )
}

/** The corners of one ring or line, places between them to pull a new one out of, and the metres of each side. */
function RingHandles({
  corners,
  isClosed,
  projection,
  container,
  ...props
}: DraftOverlayProps & {
  readonly corners: readonly LatLon[]
  readonly isClosed: boolean
  readonly projection: Projection
  readonly container: HTMLElement
}) {
  const { t } = useTranslation()
  const { ring, selected, onEdit, onSelect } = props
  const inSight = corners
    .map((place, index) => ({ place, index }))
    .filter(({ place }) => isInSight(projection.toPixel(place), container))
  if (inSight.length > mostHandles) return null
  const sides = sidesOf(corners, isClosed).filter(({ from, to }) => isInSight(projection.toPixel(middle(from, to)), container))
  return (
    <>
      {sides.slice(0, mostHandles).map((side) => (
        <g key={`side ${side.index}`}>
          <SideLength side={side} projection={projection} />
          <Handle
            kind="between"
            place={middle(side.from, side.to)}
            label={t('zone.insertAfter', { number: String(side.index) })}
            projection={projection}
            onPress={() => {
              onEdit({ do: 'add', ring, index: side.index, at: middle(side.from, side.to) })
              onSelect(side.index)
            }}
          />
        </g>
      ))}
      {inSight.map(({ place, index }) => (
        <Handle
          key={`corner ${index}`}
          kind="corner"
          place={place}
          label={t('zone.corner', { number: String(index + 1) })}
          projection={projection}
          isSelected={selected === index}
          onMove={(at, gesture) => onEdit({ do: 'move', ring, index, at }, gesture)}
          onPress={() => onSelect(selected === index ? null : index)}
          onRemove={() => {
            onEdit({ do: 'remove', ring, index })
            onSelect(null)
          }}
        />
      ))}
    </>
  )
}

function CircleHandles({ draft, projection, onEdit }: DraftOverlayProps & { readonly projection: Projection }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (draft.kind !== 'circle' || draft.centre === null) return null
  const { centre, radiusMetres } = draft
  const edge = placeBeside(centre, 0, radiusMetres)
  const [a, b] = [projection.toPixel(centre), projection.toPixel(edge)]
  return (
    <>
      <path d={`M${a.x} ${a.y}L${b.x} ${b.y}`} className={classes['spoke']} />
      <text x={(a.x + b.x) / 2} y={a.y - 8} className={classes['length']} aria-hidden="true">
        {distance(radiusMetres, language)}
      </text>
      <Handle
        kind="corner"
        place={centre}
        label={t('zone.centre')}
        projection={projection}
        onMove={(at, gesture) => onEdit({ do: 'centre', at }, gesture)}
      />
      <Handle
        kind="radius"
        place={edge}
        label={t('zone.radius')}
        projection={projection}
        onMove={(to, gesture) => onEdit({ do: 'metres', metres: radiusTo(centre, to) }, gesture)}
      />
    </>
  )
}

/** The zone over the map, drawn by the page itself: its parts have names, take the focus and are moved by keys as by hand. */
export function DraftOverlay({ map, ...props }: DraftOverlayProps & { readonly map: MapLibreMap }) {
  const { t } = useTranslation()
  const projection = useProjection(map)
  const { draft, fault, ring } = props
  const outline = useMemo(() => outlineOf(draft), [draft])
  const corners = ringsOf(draft)[ring]
  const line = draft.kind === 'corridor' ? draft.line : []
  const wrong = fault?.at && projection.toPixel(fault.at)
  return (
    <svg className={classes['overlay']} role="group" aria-label={t('zone.drawing')} data-fault={fault?.reason}>
      <path className={classes['ground']} d={outline.map((each) => pathOf(each, true, projection)).join('')} fillRule="evenodd" />
      <path className={classes['line']} d={pathOf(line, false, projection)} />
      {corners && (
        <RingHandles
          {...props}
          corners={corners}
          isClosed={draft.kind === 'polygon'}
          projection={projection}
          container={map.getContainer()}
        />
      )}
      <CircleHandles {...props} projection={projection} />
      {wrong && (
        <g className={classes['wrong']} data-testid="zone-wrong-here">
          <circle cx={wrong.x} cy={wrong.y} r={14} />
          <path d={`M${wrong.x - 5} ${wrong.y - 5}l10 10m0 -10l-10 10`} />
        </g>
      )}
    </svg>
  )
}
