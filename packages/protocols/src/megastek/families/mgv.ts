import { ok, type PowerReading, type Reading } from '@bilezik/domain'
import { type WordTold, readWord } from '../alarms.ts'
import { bytesOfText, hexPair, numberOf, xorOf, printable } from '../ascii.ts'
import { bitsOf, cellsOf, gsmSignalOf, networksOf, percentOf, wifiOf } from '../cells.ts'
import { type Family, refuse } from '../family.ts'
import { fixOf, instantOf, placeOf, timedBy } from '../place.ts'

/** Places of the fields, as the maker's paper lists them. */
const at = {
  imei: 1,
  name: 2,
  stored: 3,
  date: 4,
  time: 5,
  fix: 6,
  lat: 7,
  northSouth: 8,
  lon: 9,
  eastWest: 10,
  beidou: 11,
  gps: 12,
  glonass: 13,
  hdop: 14,
  speed: 15,
  course: 16,
  altitude: 17,
  mileage: 18,
  mcc: 19,
  mnc: 20,
  area: 21,
  cell: 22,
  gsm: 23,
  inputs: 24,
  outputs: 25,
  analog1: 26,
  temperature1: 29,
  temperature2: 30,
  card: 31,
  accessories: 32,
  battery: 33,
  word: 34,
  wifi: 35,
} as const
const leastFields = 35
const mostFields = 60

type Fields = readonly string[]

function satellitesOf(fields: Fields): number | undefined {
  const counts = [fields[at.beidou], fields[at.gps], fields[at.glonass]].map(numberOf).filter((count) => count !== undefined)
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0)
}

function numbers(pairs: Readonly<Record<string, string | undefined>>): Record<string, number> {
  const told = Object.entries(pairs).map(([key, text]) => [key, numberOf(text?.trim())] as const)
  return Object.fromEntries(told.filter((pair): pair is readonly [string, number] => pair[1] !== undefined))
}

/** Watches of this maker put body figures where vehicle trackers put inputs, outputs and voltages. */
function bodyOrWires(fields: Fields): Record<string, number | boolean> {
  const five = fields.slice(at.inputs, at.inputs + 5)
  const [heartRate, steps, activityTime, lightSleepTime, deepSleepTime] = five
  const isBody = five.every((field) => /^\d{1,6}$/.test(field)) && !/^[01]{4}$/.test(heartRate ?? '')
  if (isBody) return numbers({ heartRate, steps, activityTime, lightSleepTime, deepSleepTime })
  const [analog1, analog2, analog3] = fields.slice(at.analog1)
  return {
    ...bitsOf('input', fields[at.inputs]),
    ...bitsOf('output', fields[at.outputs]),
    ...numbers({ analog1, analog2, analog3 }),
  }
}

/**
 * The first digit says whether a charger feeds the device, the second how its belt is: 1 closed, 0 open. Vehicle trackers write
 * `1-0` there, whose meaning no paper gives.
 */
function accessoriesOf(text: string): { isCharging?: boolean; belt?: number } {
  const match = /^([01])(\d?)\d*$/.exec(text)
  if (!match) return {}
  return { isCharging: match[1] === '1', ...(match[2] === '' ? {} : { belt: Number(match[2]) }) }
}

/** The state of the belt in every message; an alert about the belt says the same, sooner and more. */
function beltReadings(belt: number | undefined, word: WordTold, timed: Pick<Reading, 'fixAt'>): readonly Reading[] {
  if (word.isBelt || (belt !== 0 && belt !== 1)) return []
  return [{ kind: 'wear', ...timed, signal: belt === 1 ? 'strap-closed' : 'strap-open' }]
}

function powerOf(fields: Fields, isCharging: boolean | undefined, isLow: boolean, timed: Pick<Reading, 'fixAt'>) {
  const level = percentOf(fields[at.battery])
  if (level.levelPercent === undefined && isCharging === undefined && !isLow) return []
  const power: PowerReading = {
    kind: 'power',
    ...timed,
    ...level,
    ...(isCharging === undefined ? {} : { isCharging }),
    ...(isLow ? { isLow: true } : {}),
  }
  return [power]
}

function faultOf(fields: Fields): string | undefined {
  if (fields.length < leastFields || fields.length > mostFields) return 'The message has too few or too many fields.'
  if (!/^[RS]$/.test(fields[at.stored]!)) return 'The message is neither live nor stored.'
  if (!/^(?:\d{6})?$/.test(fields[at.date]!) || !/^(?:\d{6})?$/.test(fields[at.time]!)) return 'Date or time are not numbers.'
  if (!/^[AV]?$/.test(fields[at.fix]!)) return 'The mark of validity is unknown.'
  return undefined
}

function cannotWait(reading: Reading): boolean {
  return (
    reading.kind === 'wear' ||
    reading.kind === 'sos' ||
    (reading.kind === 'power' && (reading.isLow === true || reading.isExternal === false))
  )
}

function readReport(fields: Fields, identifier: string): Family {
  const fault = faultOf(fields)
  if (fault !== undefined) return refuse('malformed', fault)
  const fixAt = instantOf(fields[at.date]!, fields[at.time]!)
  const timed = timedBy(fixAt)
  const place = placeOf({
    lat: fields[at.lat]!,
    northSouth: fields[at.northSouth]!,
    lon: fields[at.lon]!,
    eastWest: fields[at.eastWest]!,
  })
  if (place === 'bad') return refuse('malformed', 'The coordinates name no place on the globe.')
  const isValid = fields[at.fix] === 'A'
  const satellites = satellitesOf(fields)
  const [knots, course, altitude] = [at.speed, at.course, at.altitude].map((index) => numberOf(fields[index]))
  const word = readWord(fields[at.word]!, timed)
  const { isCharging, belt } = accessoriesOf(fields[at.accessories]!)
  const mileage = numberOf(fields[at.mileage])
  const isBody = 'heartRate' in bodyOrWires(fields)
  const cardId = fields[at.card]!.trim()
  const motion = { knots, course, altitude, satellites, hdop: numberOf(fields[at.hdop]) }
  const hasPlace = place !== 'none'
  const values = {
    ...word.values,
    ...(hasPlace ? {} : { isPositioned: false, ...(satellites === undefined ? {} : { satellites }) }),
    ...(belt === undefined ? {} : { belt }),
    ...(fields[at.accessories] === '' ? {} : { statusBits: printable(fields[at.accessories]!.slice(0, 16)) }),
    ...gsmSignalOf(fields[at.gsm]),
    ...bodyOrWires(fields),
    ...numbers({ temperatureCelsius: fields[at.temperature1], temperature2Celsius: fields[at.temperature2] }),
    ...(cardId === '' ? {} : isBody ? numbers({ oxygenPercent: cardId }) : { cardId: printable(cardId.slice(0, 32)) }),
    ...(mileage === undefined || mileage < 0 ? {} : { odometerMetres: Math.round(mileage * 1_000) }),
  }
  const cells = cellsOf(fields[at.mcc], fields[at.mnc], fields[at.area], fields[at.cell])
  const readings: Reading[] = [
    ...(hasPlace ? [fixOf(place, isValid, fixAt, motion)] : []),
    ...word.readings,
    ...beltReadings(belt, word, timed),
    ...powerOf(fields, isCharging, word.isLow, timed),
    // With a fix of its own the cells add nothing.
    ...(hasPlace && isValid ? [] : networksOf(timed, cells, wifiOf(fields[at.wifi]))),
    ...(Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry' as const, ...timed, values }]),
  ]
  const unstored = [...fields.slice(0, at.stored), ...fields.slice(at.stored + 1)].join(',')
  // With both coordinates left blank it is a greeting before the first fix: what it says of cells and battery comes again with the
  // next message. What cannot wait is told all the same.
  const isGreeting = fields[at.lat] === '' && fields[at.lon] === '' && !readings.some(cannotWait)
  return ok({ type: word.type, identifier, readings: isGreeting ? [] : readings, payload: bytesOfText(unstored) })
}

/**
 * The paper has room for a checksum before the closing mark, and all known devices leave it empty. Where there is one it must be
 * that of the maker's other formats.
 */
function isChecksumWrong(body: string, stated: string): boolean {
  return stated !== '' && stated !== hexPair(xorOf(body.slice(1)))
}

/** `[length]$MGV002,…;[checksum]!` */
export function decodeMgv(frame: string, isChecksumUntrusted: boolean): Family {
  const parts = /^(\d{4})?(\$MGV\d{3},[^;!]*);([^;!]{0,2})(!?)$/.exec(frame)
  if (!parts) return refuse('framing', 'The message does not end as it must.')
  const [, length, body = '', stated = '', mark] = parts
  // The count runs from the dollar sign to the closing mark; a recorded line may lack the mark.
  const counted = body.length + 1 + stated.length + 1
  if (length !== undefined && Number(length) !== counted)
    return refuse('framing', 'The stated length is not that of the message.')
  if (length !== undefined && mark === '') return refuse('framing', 'The message ends before its last character.')
  const isWrong = isChecksumWrong(body, stated)
  if (isWrong && !isChecksumUntrusted) return refuse('checksum', 'The checksum contradicts the message.')
  const fields = body.split(',', mostFields + 1)
  const identifier = fields[at.imei] ?? ''
  if (identifier === '') return refuse('no-identity', 'The message names no device.')
  if (!/^\d{8,20}$/.test(identifier)) return refuse('malformed', 'The device number is not a number.')
  const isGreeting = fields.length === 3 && /^[A-Za-z]{2,20}$/.test(fields[2]!)
  const read: Family = isGreeting
    ? ok({ type: 'heartbeat', identifier, readings: [], payload: new Uint8Array(0) })
    : readReport(fields, identifier)
  return read.ok && isWrong ? ok({ ...read.value, isUnverified: true }) : read
}
