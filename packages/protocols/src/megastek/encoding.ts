import { civilFromUtcMs, type Instant, invariant } from '@bilezik/domain'
import { bytesOfText, hexPair, sumOf, xorOf } from './ascii.ts'

/** What a device of this maker says of one moment. The wire keeps 1/100000 minute, 1/1000 knot and whole seconds. */
export interface MegastekReport {
  /** Fifteen digits. */
  readonly imei: string
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  readonly isValid: boolean
  readonly satellites: number
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
  readonly altitudeMetres: number
  readonly levelPercent: number
  readonly isCharging: boolean
}

/** Alert words that a bracelet sends. */
export const megastekWords = {
  timer: 'Timer',
  sos: 'SOS',
  'low-battery': 'LowBattery',
  'strap-closed': 'BeltOn',
  'strap-open': 'BeltOff',
} as const
export type MegastekWord = keyof typeof megastekWords

export interface MegastekMgvOptions {
  readonly word?: MegastekWord
  readonly isBeltClosed?: boolean
  /** Kept by the device while it had no network. */
  readonly isStored?: boolean
  /** Whether four digits of length come first, as newer firmware sends them. */
  readonly hasLength?: boolean
  /** Without a place: latitude and longitude stay blank, and the mark of validity is `V`. */
  readonly isBlank?: boolean
}

const two = (value: number) => String(value).padStart(2, '0')
const knotsPerMetrePerSecond = 3_600 / 1_852

/** Minutes in 1/100000, counted as one whole number so that 59.999999 cannot become 60. */
function degreesText(degrees: number, digits: number): string {
  const units = Math.round(Math.abs(degrees) * 6_000_000)
  const minutes = (units % 6_000_000) / 100_000
  return `${String(Math.floor(units / 6_000_000)).padStart(digits, '0')}${minutes.toFixed(5).padStart(8, '0')}`
}

function wordsOfPlace(r: MegastekReport): string {
  const [ns, ew] = [r.lat < 0 ? 'S' : 'N', r.lon < 0 ? 'W' : 'E']
  return [degreesText(r.lat, 2), ns, degreesText(r.lon, 3), ew].join(',')
}

function clockOf(at: Instant): { readonly date: string; readonly time: string } {
  const c = civilFromUtcMs(at)
  return {
    date: two(c.day) + two(c.month) + two(c.year % 100),
    time: two(c.hour) + two(c.minute) + two(c.second),
  }
}

const knotsOf = (r: MegastekReport) => (r.speedMetresPerSecond * knotsPerMetrePerSecond).toFixed(3)

function framed(body: string, hasLength: boolean): Uint8Array {
  const whole = `${body};!`
  return bytesOfText(hasLength ? String(whole.length).padStart(4, '0') + whole : whole)
}

/** A report of the newer format: `$MGV002,…;!`. */
export function encodeMegastekReport(r: MegastekReport, options: MegastekMgvOptions = {}): Uint8Array {
  invariant(/^\d{15}$/.test(r.imei), 'an IMEI has 15 digits')
  const { word = 'timer', isBeltClosed = true, isStored = false, hasLength = false, isBlank = false } = options
  const { date, time } = clockOf(r.fixAt)
  const accessories = `${r.isCharging ? 1 : 0}${isBeltClosed ? 1 : 0}`
  const body = [
    `$MGV002,${r.imei},,${isStored ? 'S' : 'R'},${date},${time}`,
    isBlank ? 'V,,,,' : `${r.isValid ? 'A' : 'V'},${wordsOfPlace(r)}`,
    `00,${two(isBlank ? 0 : r.satellites)},00,0.90`,
    isBlank ? ',,' : `${knotsOf(r)},${r.courseDegrees.toFixed(2)},${r.altitudeMetres.toFixed(1)}`,
    `,401,01,2F4A,00C81D,21,0000,0000,0,,,,,,${accessories},${String(r.levelPercent).padStart(3, '0')},${megastekWords[word]}`,
  ].join(',')
  return framed(body, hasLength)
}

/** A greeting of the newer format. */
export function encodeMegastekHello(imei: string): Uint8Array {
  return framed(`$MGV002,${imei},Hello`, true)
}

function sentenceOf(r: MegastekReport): string {
  const { date, time } = clockOf(r.fixAt)
  const body = `GPRMC,${time}.000,${r.isValid ? 'A' : 'V'},${wordsOfPlace(r)},${knotsOf(r)},${r.courseDegrees.toFixed(2)},${date},,,A`
  return `$${body}*${hexPair(xorOf(body))}`
}

/** A report of the older format of bracelets: `STX,…`. `isCurrent` false: the device writes `L`, for a place it only repeats. */
export function encodeMegastekStx(
  r: MegastekReport,
  options: { readonly word?: MegastekWord; readonly isCurrent?: boolean } = {},
): Uint8Array {
  const word = megastekWords[options.word ?? 'timer']
  const flag = options.isCurrent === false ? 'L' : 'F'
  const status = `${flag},${word},imei:${r.imei},${two(r.satellites)},${r.altitudeMetres.toFixed(1)},Battery=${r.levelPercent}%`
  const text = `STX,${r.imei},${sentenceOf(r)},${status},,${r.isCharging ? 1 : 0},401,01,2F4A,C81D;`
  return bytesOfText(text + hexPair(sumOf(text)))
}

/** A report of the oldest format: `STX`, a padded name, a length. */
export function encodeMegastekPadded(name: string, r: MegastekReport, word: MegastekWord = 'timer'): Uint8Array {
  invariant(/^[\w.-]{1,16}$/.test(name), 'a name has 1 to 16 characters')
  const text = `${sentenceOf(r)},401,01,2F4A,C81D,21,${r.levelPercent},0000,000000,0000,0.00,0.02,0.00,${megastekWords[word]}`
  const summed = `${name.padEnd(16)}\x02${String.fromCharCode(text.length)}${text}`
  return bytesOfText(`STX${summed};${hexPair(xorOf(summed))}`)
}
