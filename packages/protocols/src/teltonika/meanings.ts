import type { Instant, PowerReading, Reading } from '@bilezik/domain'
import { beaconsOf } from './beacons.ts'
import { type Find, networksOf } from './cells.ts'
import { type IoElement, rawValueOf, signedOf, unsignedOf } from './elements.ts'
import { present, timed } from './fix.ts'

export type Values = Record<string, number | string | boolean>

/** What is asked of the elements of one record. */
export interface Elements {
  readonly all: readonly IoElement[]
  /** Unsigned value of the element of this id and width in bytes. */
  readonly find: Find
}

export function elementsFrom(all: readonly IoElement[]): Elements {
  return {
    all,
    find(id, width) {
      // There are few: a search costs less than an index. Of a repeated one the last counts.
      for (let at = all.length - 1; at >= 0; at--) {
        const element = all[at]!
        if (element.id === id && element.bytes.length === width && !element.isVariable) return unsignedOf(element.bytes)
      }
      return undefined
    },
  }
}

type Name =
  | { readonly key: string; readonly is: 'state' }
  | { readonly key: string; readonly is: 'number'; readonly divisor: number; readonly isSigned?: true }

const state = (key: string): Name => ({ key, is: 'state' })
const scaled = (key: string, divisor = 1): Name => ({ key, is: 'number', divisor })
const signed = (key: string, divisor: number): Name => ({ key, is: 'number', divisor, isSigned: true })

/**
 * Elements with a name of their own, by id and width. Only those that every list of the maker (Full AVL ID List, of vehicle
 * trackers, professional and personal ones) reads alike at that width: what depends on the model or the wiring stays `io<id>`.
 */
const names: ReadonlyMap<string, Name> = new Map([
  ['1/1', state('input1')],
  ['2/1', state('input2')],
  ['3/1', state('input3')],
  ['4/1', state('input4')],
  ['179/1', state('output1')],
  ['180/1', state('output2')],
  ['239/1', state('ignition')],
  ['9/2', scaled('analog1', 1_000)],
  ['10/2', scaled('analog2', 1_000)],
  ['11/2', scaled('analog3', 1_000)],
  ['16/4', scaled('odometerMetres')],
  ['21/1', scaled('gsmSignal')],
  ['66/2', scaled('externalVolts', 1_000)],
  ['68/2', scaled('batteryAmperes', 1_000)],
  ['70/2', signed('temperatureCelsius', 10)],
  ['199/4', scaled('tripMetres')],
  ['200/1', scaled('sleepMode')],
  ['10800/2', signed('eye1TemperatureCelsius', 100)],
  ['10801/2', signed('eye2TemperatureCelsius', 100)],
  ['10802/2', signed('eye3TemperatureCelsius', 100)],
  ['10803/2', signed('eye4TemperatureCelsius', 100)],
])

function namedValues(elements: Elements): Values {
  const values: Values = {}
  for (const element of elements.all) {
    values[`io${element.id}`] = rawValueOf(element)
    const name = element.isVariable ? undefined : names.get(`${element.id}/${element.bytes.length}`)
    // A state above 1 is another family's measurement under the same number.
    if (name?.is === 'state' && unsignedOf(element.bytes) <= 1) values[name.key] = unsignedOf(element.bytes) === 1
    if (name?.is === 'number')
      values[name.key] = (name.isSigned ? signedOf(element.bytes) : unsignedOf(element.bytes)) / name.divisor
  }
  return values
}

/** The button of a personal tracker; vehicle trackers with an alarm input send it too. At two bytes it is an acceleration. */
export const alarmElementId = 236
const jammingElementId = 249

/**
 * Elements that are alarms when they are the event of a record. Without a name: the lists disagree (242 is a fall or a spent
 * data allowance, 252 a pulled supply or a driver's key), so a model's table must say.
 */
const alarmNames: ReadonlyMap<number, string | undefined> = new Map([
  [alarmElementId, 'sos'],
  [242, undefined],
  [246, 'towing'],
  [247, 'crash'],
  [jammingElementId, 'jamming'],
  [252, undefined],
  [253, 'harsh-driving'],
  [255, 'over-speed'],
])

function alarmValues(elements: Elements, eventId: number): Values {
  const isSos = elements.find(alarmElementId, 1) === 1
  const code = alarmNames.has(eventId) ? eventId : isSos ? alarmElementId : undefined
  if (code === undefined) return {}
  const name = alarmNames.get(code)
  // Zero is the end of the alarm.
  const isOn = (elements.find(code, 1) ?? 0) !== 0
  return { alarmCode: code, ...(isOn && name !== undefined ? { alarm: name } : {}) }
}

export function powerOf(
  facts: Pick<PowerReading, 'levelPercent' | 'volts' | 'isCharging'> | object,
  fixAt: Instant | undefined,
): PowerReading[] {
  const told = present(facts)
  return Object.keys(told).length === 0 ? [] : [{ kind: 'power', ...timed(fixAt), ...told }]
}

export function percentOf(value: number | undefined): number | undefined {
  return value === undefined || value > 100 ? undefined : value
}

/** Below a volt there is no battery to speak of: vehicle trackers without one tell noise. */
const leastMilliVolts = 1_000

export function voltsOf(milliVolts: number | undefined): number | undefined {
  return milliVolts === undefined || milliVolts < leastMilliVolts ? undefined : milliVolts / 1_000
}

/** 67 volts and 113 per cent of the device's own battery, 116 its charger. */
function powersOf({ find }: Elements, fixAt: Instant | undefined): PowerReading[] {
  const charger = find(116, 1)
  return powerOf(
    {
      levelPercent: percentOf(find(113, 1)),
      volts: voltsOf(find(67, 2)),
      isCharging: charger === undefined ? undefined : charger === 1,
    },
    fixAt,
  )
}

/** A record of low priority and nothing else is the ordinary one: its place says all. */
function saysSomething(values: Values): boolean {
  const told = Object.keys(values)
  return told.length > 1 || (told.length === 1 && values['priority'] !== 0)
}

/** Everything of a record but its place. The reason why it was made comes first. */
export function readingsOfElements(
  elements: Elements,
  record: { readonly fixAt: Instant | undefined; readonly eventId: number; readonly values: Values },
): Reading[] {
  const { fixAt, eventId } = record
  const { find } = elements
  const movement = find(240, 1)
  const jamming = find(jammingElementId, 1)
  const beacons = beaconsOf(elements.all, fixAt)
  const readings: Reading[] = []
  if (find(alarmElementId, 1) === 1) readings.push({ kind: 'sos', ...timed(fixAt) })
  if (jamming !== undefined) readings.push({ kind: 'interference', ...timed(fixAt), cause: 'jammed', isPresent: jamming !== 0 })
  if (movement !== undefined) readings.push({ kind: 'motion', ...timed(fixAt), isMoving: movement !== 0 })
  readings.push(...powersOf(elements, fixAt), ...networksOf(find, fixAt), ...beacons.readings)
  const values = { ...record.values, ...alarmValues(elements, eventId), ...namedValues(elements), ...beacons.values }
  if (saysSomething(values)) readings.push({ kind: 'telemetry', ...timed(fixAt), values })
  return readings
}
