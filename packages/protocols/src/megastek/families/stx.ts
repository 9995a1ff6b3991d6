import { ok, type PowerReading, type Reading } from '@bilezik/domain'
import { readWord, type WordTold } from '../alarms.ts'
import { bytesOfText, numberOf, printable } from '../ascii.ts'
import { bitsOf, cellsOf, gsmSignalOf, networksOf, percentOf } from '../cells.ts'
import { type Family, refuse } from '../family.ts'
import { fixOf, instantOf, placeOf, timedBy } from '../place.ts'
import { openComma, openPadded, type StxContent } from './stx-envelope.ts'

/** What the maker's own fields behind the sentence say. */
interface Status {
  readonly identifier?: string
  readonly word: string
  readonly satellites?: number
  readonly altitude?: number
  readonly power: Omit<PowerReading, 'kind' | 'fixAt'>
  readonly cell: Parameters<typeof cellsOf>
  readonly values: Readonly<Record<string, number | string | boolean>>
  /** The device says that it repeats an older place. */
  readonly isOld: boolean
}

const sentenceFields = 13

/** The sentence ends at its checksum, or by its count of fields where a firmware leaves the checksum out. */
function split(text: string): { readonly sentence: readonly string[]; readonly status: readonly string[] } {
  const all = text.split(',', 60)
  const starred = all.findIndex((field) => field.includes('*'))
  const count = starred >= 0 && starred <= sentenceFields ? starred + 1 : sentenceFields
  return { sentence: all.slice(0, count), status: all.slice(count) }
}

const isText = (field: string | undefined): field is string => field !== undefined && field !== ''

/** `F,LowBattery,imei:…,09,347.2,Battery=9%,,1,401,01,2F4A,C81D` */
function statusWithNames(fields: readonly string[]): Status {
  const imeiAt = fields.findIndex((field) => field.startsWith('imei:'))
  const imei = /^imei:(\d{8,20})$/.exec(fields[imeiAt] ?? '')?.[1]
  const batteryAt = fields.findIndex((field) => field.startsWith('Battery='))
  const percent = percentOf(/^Battery=(\d{1,3})%$/.exec(fields[batteryAt] ?? '')?.[1])
  // From the end, for one comma more or less stands behind the battery.
  const [charger, mcc, mnc, area, cell] = batteryAt >= 0 && fields.length - batteryAt > 5 ? fields.slice(-5) : []
  const satellites = imeiAt < 0 ? undefined : /^(\d{1,2})(?:\/(\d{1,2}))?$/.exec(fields[imeiAt + 1] ?? '')
  const inView = satellites?.[2] === undefined ? undefined : Number(satellites[2])
  const altitude = imeiAt < 0 ? undefined : numberOf(fields[imeiAt + 2])
  return {
    ...(imei === undefined ? {} : { identifier: imei }),
    word: fields[1] ?? '',
    ...(satellites ? { satellites: Number(satellites[1]) } : {}),
    ...(altitude === undefined ? {} : { altitude }),
    power: { ...percent, ...(/^[01]$/.test(charger ?? '') ? { isCharging: charger === '1' } : {}) },
    cell: [mcc, mnc, area, cell],
    values: {
      ...(isText(fields[0]) ? { gpsSignal: printable(fields[0].slice(0, 8)) } : {}),
      ...(inView === undefined ? {} : { satellitesInView: inView }),
    },
    isOld: fields[0] === 'L',
  }
}

/** `401,01,2F4A,C81D,21,81,0000,000000,0000,0.00,0.02,0.00,Timer`: outputs and the later voltages may be missing. */
function statusByPlace(fields: readonly string[]): Status {
  const [mcc, mnc, area, cell, gsm, battery, flags, inputs, ...rest] = fields.slice(0, -1)
  const hasOutputs = rest.length > 1 && /^[01]{4,8}$/.test(rest[0] ?? '')
  const analogs = (hasOutputs ? rest.slice(1) : rest).slice(0, 3).map(numberOf)
  const analogValues = analogs.flatMap((value, index) => (value === undefined ? [] : [[`analog${index + 1}`, value] as const]))
  return {
    word: fields.at(-1) ?? '',
    power: percentOf(battery),
    cell: [mcc, mnc, area, cell],
    values: {
      ...gsmSignalOf(gsm),
      ...(isText(flags) ? { statusBits: printable(flags.slice(0, 16)) } : {}),
      ...bitsOf('input', inputs),
      ...(hasOutputs ? bitsOf('output', rest[0]) : {}),
      ...Object.fromEntries(analogValues),
    },
    isOld: false,
  }
}

function powerReadings(status: Status, word: WordTold, timed: Pick<Reading, 'fixAt'>): readonly Reading[] {
  if (Object.keys(status.power).length === 0 && !word.isLow) return []
  return [{ kind: 'power', ...timed, ...status.power, ...(word.isLow ? { isLow: true } : {}) }]
}

function readContent(content: StxContent): Family {
  const { sentence, status: statusFields } = split(content.text)
  const [, time = '', validity = '', lat = '', northSouth = '', lon = '', eastWest = '', knots, course, date = ''] = sentence
  if (sentence[0] !== '$GPRMC' || sentence.length < 10 || !/^[AV]$/.test(validity)) {
    return refuse('malformed', 'The sentence of the receiver is not complete.')
  }
  if (!/^(?:\d{6}(?:\.\d{1,3})?)?$/.test(time) || !/^(?:\d{6})?$/.test(date)) {
    return refuse('malformed', 'Date or time are not numbers.')
  }
  const place = placeOf({ lat, northSouth, lon, eastWest })
  if (place === 'bad') return refuse('malformed', 'The coordinates name no place on the globe.')
  const status = content.isPadded ? statusByPlace(statusFields) : statusWithNames(statusFields)
  const identifier = status.identifier ?? content.name
  if (!/^[\w.-]{1,40}$/.test(identifier)) return refuse('no-identity', 'The message names no device.')
  const fixAt = instantOf(date, time)
  const timed = timedBy(fixAt)
  const word = readWord(status.word, timed)
  const isValid = validity === 'A' && !status.isOld
  const motion = {
    knots: numberOf(knots),
    course: numberOf(course),
    altitude: status.altitude,
    satellites: status.satellites,
  }
  const hasPlace = place !== 'none'
  const values = { ...word.values, ...(hasPlace ? {} : { isPositioned: false }), ...status.values }
  const readings: Reading[] = [
    ...(hasPlace ? [fixOf(place, isValid, fixAt, motion)] : []),
    ...word.readings,
    ...powerReadings(status, word, timed),
    ...(hasPlace && isValid ? [] : networksOf(timed, cellsOf(...status.cell), [])),
    ...(Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry' as const, ...timed, values }]),
  ]
  return ok({
    type: word.type,
    identifier,
    readings,
    payload: bytesOfText(`STX,${content.name},${content.text}`),
    ...(content.isUnverified ? { isUnverified: true } : {}),
  })
}

/** `STX…$GPRMC…` with commas around the name, or padded and with a length. */
export function decodeStx(frame: string, isChecksumUntrusted: boolean): Family {
  const isPadded = !frame.startsWith('LOG') && !frame.startsWith('STX,')
  const opened = isPadded ? openPadded(frame, isChecksumUntrusted) : openComma(frame, isChecksumUntrusted)
  return opened.ok ? readContent(opened.value) : opened
}
