import { type FixReading, type Instant, instant, utcMsFromCivil } from '@bilezik/domain'

/** `ddmmyy` and `hhmmss[.sss]` in UTC; undefined where they are blank or name no moment. */
export function instantOf(date: string, time: string): Instant | undefined {
  const day = /^(\d{2})(\d{2})(\d{2})$/.exec(date)
  const clock = /^(\d{2})(\d{2})(\d{2})(?:\.(\d{1,3}))?$/.exec(time)
  if (!day || !clock) return undefined
  const utcMs = utcMsFromCivil({
    year: 2000 + Number(day[3]),
    month: Number(day[2]),
    day: Number(day[1]),
    hour: Number(clock[1]),
    minute: Number(clock[2]),
    second: Number(clock[3]),
  })
  return utcMs === undefined ? undefined : instant(utcMs + Number((clock[4] ?? '').padEnd(3, '0')))
}

/** For spreading into a reading: no `fixAt` where the device gave no time. */
export function timedBy(fixAt: Instant | undefined): { readonly fixAt?: Instant } {
  return fixAt === undefined ? {} : { fixAt }
}

export interface PlaceText {
  readonly lat: string
  readonly northSouth: string
  readonly lon: string
  readonly eastWest: string
}

export interface Place {
  readonly lat: number
  readonly lon: number
}

/** Degrees and minutes in one number; the minutes are the two digits before the point, for some firmware drops leading zeros. */
function degreesOf(text: string, most: number): number | undefined {
  const match = /^(\d{0,3})(\d{2}(?:\.\d{1,9})?)$/.exec(text)
  if (!match) return undefined
  const [degrees, minutes] = [Number(match[1]), Number(match[2])]
  const both = degrees + minutes / 60
  return minutes < 60 && both <= most ? both : undefined
}

/** `none`: the device gives no place (blank, or the zeros it has before its first fix). `bad`: the text names none on the globe. */
export function placeOf({ lat, northSouth, lon, eastWest }: PlaceText): Place | 'none' | 'bad' {
  if (!/^[NS]?$/.test(northSouth) || !/^[EW]?$/.test(eastWest)) return 'bad'
  if (lat === '' && lon === '') return 'none'
  const [latitude, longitude] = [degreesOf(lat, 90), degreesOf(lon, 180)]
  if (latitude === undefined || longitude === undefined) return 'bad'
  if (latitude === 0 && longitude === 0) return 'none'
  if (northSouth === '' || eastWest === '') return 'bad'
  // Plus zero: a device on the equator must not be at minus nought.
  return { lat: (northSouth === 'S' ? -latitude : latitude) + 0, lon: (eastWest === 'W' ? -longitude : longitude) + 0 }
}

const metresPerSecondOfKnot = 1_852 / 3_600

/** Speeds of this family are knots, as NMEA has them. */
export function speedOf(knots: number): number {
  return Math.round(knots * metresPerSecondOfKnot * 1_000) / 1_000
}

/** Dilution of a receiver that has no solution. */
const noSolution = 99

export interface Motion {
  readonly knots?: number | undefined
  readonly course?: number | undefined
  readonly altitude?: number | undefined
  readonly satellites?: number | undefined
  readonly hdop?: number | undefined
}

export function fixOf(place: Place, isValid: boolean, fixAt: Instant | undefined, motion: Motion): FixReading {
  const { knots, course, altitude, satellites, hdop } = motion
  return {
    kind: 'fix',
    ...timedBy(fixAt),
    ...place,
    isValid,
    source: 'gnss',
    ...(knots === undefined || knots < 0 ? {} : { speedMetresPerSecond: speedOf(knots) }),
    ...(course === undefined || course < 0 || course > 360 ? {} : { courseDegrees: course % 360 }),
    ...(altitude === undefined ? {} : { altitudeMetres: altitude }),
    ...(satellites === undefined ? {} : { satellites }),
    ...(hdop === undefined || hdop <= 0 || hdop >= noSolution ? {} : { hdop }),
  }
}
