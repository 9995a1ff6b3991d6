import type { Localised } from '../localised.ts'
import { placesText, regionsText } from './country-data.ts'
import { nameKeyOf } from './name-key.ts'

export interface KnownPlace {
  readonly kind: 'region' | 'place'
  readonly name: Localised
  /** The region it lies in, where GeoNames tells; a region's own is itself. */
  readonly region: Localised | null
  readonly lat: number
  readonly lon: number
  /** 0 region, 1 cities of republican rank, 2 centres of regions, 3 other cities, 4 all else. */
  readonly rank: number
}

interface Entry extends KnownPlace {
  readonly keys: ReadonlySet<string>
  readonly regionKeys: ReadonlySet<string>
}

/** What stands in an address beside names: kinds of places, in full and shortened, as `wordsOf` leaves them. */
const kindsOfPlace = new Set(
  [
    'г город гор қ қала қаласы обл область облысы облыс р н район ауданы аудан с село ауыл ауылы п пос поселок посёлок кент кенті кентi',
    'ул улица көше көшесі пр проспект даңғылы мкр микрорайон ықшамауданы шағынаудан д дом үй кв квартира пәтер жк рк казахстан қазақстан',
    'city region oblast district street avenue st village town kazakhstan',
  ].flatMap((words) => words.split(' ')),
)

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\d]+/gu) ?? []
const namesIn = (text: string): string[] => wordsOf(text).filter((word) => !kindsOfPlace.has(word) && !/^\d/.test(word))

const keysOf = ({ kk, ru, en }: Localised) => new Set([kk, ru, en].flatMap(namesIn).map(nameKeyOf))

function localised(names: string): Localised {
  const [kk = '', ru = kk, en = kk] = names.split('/')
  return { kk, ru, en }
}

let entries: readonly Entry[] | undefined

function allEntries(): readonly Entry[] {
  if (entries) return entries
  const none: ReadonlySet<string> = new Set()
  const regions = regionsText.split(';').map((row): Entry & { code: string } => {
    const [names = '', lon = '', lat = '', code = ''] = row.split('|')
    const name = localised(names)
    return {
      kind: 'region',
      name,
      region: name,
      lat: Number(lat),
      lon: Number(lon),
      rank: 0,
      keys: keysOf(name),
      regionKeys: none,
      code,
    }
  })
  const byCode = new Map(regions.map((region) => [region.code, region]))
  const places = placesText.split(';').map((row): Entry => {
    const [names = '', rank = '4', lon = '', lat = '', code = ''] = row.split('|')
    const name = localised(names)
    const region = byCode.get(code)
    return {
      kind: 'place',
      name,
      region: region && region.name.kk !== name.kk ? region.name : null,
      lat: Number(lat),
      lon: Number(lon),
      rank: Number(rank),
      keys: keysOf(name),
      regionKeys: region?.keys ?? none,
    }
  })
  // A city that is a region of its own is told once, as the place that it is.
  const names = new Set(places.filter(({ rank }) => rank === 1).map(({ name }) => name.kk))
  entries = [...places, ...regions.filter(({ name }) => !names.has(name.kk))]
  return entries
}

/** An address begins with the place or ends with it; a street named after one stands between. */
const weightOf = (index: number, count: number) => (index === 0 || index === count - 1 ? 4 : 2)

function scoreOf(entry: Entry, keys: readonly string[]): number {
  const hits = keys.map((key, i): number => {
    const weight = weightOf(i, keys.length)
    if (entry.keys.has(key)) return weight
    const isBegun = i === keys.length - 1 && key.length > 1 && [...entry.keys].some((own) => own.startsWith(key))
    return isBegun ? weight / 2 : 0
  })
  // Regions have names of several words, and are asked for less than what lies in them.
  const ofName = entry.kind === 'region' ? Math.max(0, ...hits) : hits.reduce((sum, hit) => sum + hit, 0)
  if (ofName === 0) return 0
  const ofRegion = keys.filter((key) => entry.regionKeys.has(key)).length
  return ofName + 2 * ofRegion - entry.rank / 10 - (entry.kind === 'region' ? 0.5 : 0)
}

/** The length of what is looked at; an address is shorter. */
const mostWords = 20

/**
 * Regions, cities, towns and villages that a text names in Kazakh, Russian or Latin letters, in any spelling of these, the likeliest
 * first. It knows no streets: a whole address finds its town.
 */
export function findPlaces(text: string, most = 8): KnownPlace[] {
  const keys = namesIn(text).slice(0, mostWords).map(nameKeyOf)
  return allEntries()
    .map((entry) => ({ entry, score: scoreOf(entry, keys) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ entry: { kind, name, region, lat, lon, rank } }) => ({ kind, name, region, lat, lon, rank }))
}
