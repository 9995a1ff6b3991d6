import type { Reading, SeenCell, SeenWifi } from '@bilezik/domain'
import { booleanOf, type Fields, isObject, fieldsOf, numberOf, numberWithin, present, textOf } from './json.ts'

type Timed = Pick<Reading, 'fixAt'>
type Values = Record<string, number | string | boolean>
/** Field of the message, telemetry key here, and how it is read. Only what stands in such a table is told. */
type Table = readonly (readonly [name: string, key: string, read: (value: unknown) => number | string | boolean | undefined])[]

const maxText = 200
const text = (value: unknown) => textOf(value, maxText)
const number = (value: unknown) => numberWithin(value, -1e15, 1e15)
const metresOfKilometres = (value: unknown) => {
  const kilometres = numberWithin(value, 0, 1e9)
  return kilometres === undefined ? undefined : Math.round(kilometres * 1_000)
}
const connections: ReadonlyMap<unknown, string> = new Map([
  ['w', 'wifi'],
  ['m', 'mobile'],
  ['o', 'offline'],
])
const connection = (value: unknown) => connections.get(value) ?? textOf(value, 8)

/** Names one after another, as many as fit. */
const names = (value: unknown) => {
  if (!Array.isArray(value)) return undefined
  const listed = value.slice(0, 20).flatMap((name) => textOf(name, maxText) ?? [])
  return listed.length === 0 ? undefined : listed.join(', ').slice(0, maxText).toWellFormed()
}

const ofPhones: Table = [
  ['conn', 'connection', connection],
  ['m', 'monitoringMode', number],
  ['p', 'pressureKilopascals', number],
  ['vac', 'verticalAccuracyMetres', (value) => numberWithin(value, 0, 1e6)],
  ['rad', 'regionRadiusMetres', (value) => numberWithin(value, 0, 1e8)],
  ['inregions', 'regions', names],
  ['motionactivities', 'activity', names],
  ['SSID', 'ssid', text],
  ['tag', 'tag', text],
  ['poi', 'poi', text],
  ['source', 'provider', text],
]

/** Of trackers behind a bridge (Queclink, Greenwich). */
const ofTrackers: Table = [
  ['uext', 'externalVolts', number],
  ['ign', 'ignition', booleanOf],
  ['din1', 'input1', booleanOf],
  ['din2', 'input2', booleanOf],
  ['dout1', 'output1', booleanOf],
  ['dout2', 'output2', booleanOf],
  ['aiv', 'analog1', number],
  ['odometer', 'odometerMetres', metresOfKilometres],
  ['dist', 'distanceMetres', number],
  ['trip', 'tripMetres', number],
  ['hmc', 'engineSeconds', number],
  ['don', 'ignitionOnSeconds', number],
  ['doff', 'ignitionOffSeconds', number],
  ['tow', 'isTowed', booleanOf],
  ['rpm', 'rpm', number],
  ['flvl', 'fuelPercent', number],
  ['vin', 'vin', text],
  ['imei', 'imei', text],
  ['mst', 'motionState', number],
]

const ofAndroid: Table = [
  ['loc', 'locationPermission', number],
  ['ps', 'isPowerSaving', booleanOf],
  ['bo', 'isBatteryOptimised', booleanOf],
  ['hib', 'mayHibernate', booleanOf],
  ['wifi', 'isWifiOn', booleanOf],
  ['version', 'firmware', (value) => text(typeof value === 'number' ? String(value) : value)],
]

const ofIos: Table = [
  ['locationManagerAuthorizationStatus', 'locationAuthorization', text],
  ['backgroundRefreshStatus', 'backgroundRefresh', text],
  ['deviceModel', 'deviceModel', text],
  ['deviceSystemVersion', 'systemVersion', text],
  ['version', 'firmware', text],
]

function valuesOf(fields: Fields, table: Table): Values {
  const values: Values = {}
  for (const [name, key, read] of table) {
    const value = fields.get(name)
    const told = value === undefined ? undefined : read(value)
    if (told !== undefined) values[key] = told
  }
  return values
}

export function locationValues(fields: Fields): Values {
  return { ...valuesOf(fields, ofPhones), ...valuesOf(fields, ofTrackers) }
}

/** What the system allows the app: without its permission a phone tells no place, or a coarse one. */
export function statusValues(fields: Fields): Values {
  const [android, ios] = [fields.get('android'), fields.get('iOS')]
  return {
    ...(isObject(android) ? valuesOf(fieldsOf(android), ofAndroid) : {}),
    ...(isObject(ios) ? valuesOf(fieldsOf(ios), ofIos) : {}),
  }
}

/** Bridges write area and cell as hexadecimal text, others as numbers. */
function codeOf(value: unknown): number | undefined {
  if (typeof value === 'string' && /^[0-9a-f]{1,8}$/i.test(value)) return Number.parseInt(value, 16)
  return typeof value === 'number' ? numberWithin(value, 0, 2 ** 36) : undefined
}

function cellsOf(fields: Fields): SeenCell[] {
  const [mcc, mnc] = [numberWithin(fields.get('mcc'), 1, 999), numberWithin(fields.get('mnc'), 0, 999)]
  const [areaCode, cellId] = [codeOf(fields.get('lac')), codeOf(fields.get('cid'))]
  if (mcc === undefined || mnc === undefined || areaCode === undefined || cellId === undefined) return []
  return [{ mcc, mnc, areaCode, cellId }]
}

/** iOS drops leading noughts of an address. */
function wifiOf(fields: Fields): SeenWifi[] {
  const address = fields.get('BSSID')
  if (typeof address !== 'string' || !/^(?:[0-9a-f]{1,2}:){5}[0-9a-f]{1,2}$/i.test(address)) return []
  const mac = address
    .toLowerCase()
    .split(':')
    .map((part) => part.padStart(2, '0'))
    .join(':')
  // Android's words for "not connected" and "not allowed to know".
  return mac === '00:00:00:00:00:00' || mac === '02:00:00:00:00:00' ? [] : [{ mac }]
}

export function networksOf(fields: Fields, timed: Timed): Reading[] {
  const [cells, wifi] = [cellsOf(fields), wifiOf(fields)]
  return cells.length + wifi.length === 0 ? [] : [{ kind: 'network', ...timed, cells, wifi }]
}

export function telemetryOf(values: Values, timed: Timed): Reading[] {
  return Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', ...timed, values }]
}

/** Steps walked between two moments; -1 where the phone counts none. */
export function stepValues(fields: Fields): Values {
  const steps = numberOf(fields.get('steps'))
  return present({
    steps: steps !== undefined && steps >= 0 ? steps : undefined,
    stepsFrom: number(fields.get('from')),
    stepsTo: number(fields.get('to')),
  }) as Values
}
