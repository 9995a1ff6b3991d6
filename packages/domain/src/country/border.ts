import type { Corridor, LatLon, MultiPolygon } from '../geometry/shape.ts'
import { signedDistanceMetres } from '../geometry/signed-distance.ts'
import { landBorderText, outlineText } from './country-data.ts'

/** Natural Earth at 1:10,000,000 errs by a few kilometres: nearer to the border than this nobody can tell by it. */
export const borderAccuracyMetres = 5_000

interface Country {
  readonly land: MultiPolygon
  /** All that lies so near to a neighbour that it may be on either side. */
  readonly borders: readonly Corridor[]
}

function linesOf(text: string): LatLon[][] {
  return text.split(';').map((line) =>
    line.split(',').map((corner) => {
      const [lon = 0, lat = 0] = corner.split(' ').map(Number)
      return { lat, lon }
    }),
  )
}

let drawn: Country | undefined

function country(): Country {
  drawn ??= {
    land: { kind: 'multipolygon', polygons: linesOf(outlineText).map((ring) => ({ ring })) },
    borders: linesOf(landBorderText).map((line) => ({ kind: 'corridor', line, halfWidthMetres: borderAccuracyMetres })),
  }
  return drawn
}

/** On which side of the border of Kazakhstan a place lies, as far as our outline can tell. Beside the coast is inside, the sea is outside. */
export function sideOfBorder(place: LatLon): 'inside' | 'near-border' | 'outside' {
  const { land, borders } = country()
  if (borders.some((border) => signedDistanceMetres(place, border) <= 0)) return 'near-border'
  return signedDistanceMetres(place, land) <= borderAccuracyMetres ? 'inside' : 'outside'
}
