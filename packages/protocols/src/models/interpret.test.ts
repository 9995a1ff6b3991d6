import { type DeviceModel, type Reading, instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { Message } from '../codec.ts'
import { interpret, levelOfVolts } from './interpret.ts'

const fixAt = instant(1_795_000_000_000)
const model = (change: Partial<DeviceModel>): DeviceModel => ({
  name: 'Tag',
  maker: 'Maker',
  equipmentClass: 'bracelet',
  role: 'worn',
  protocol: 'gt06',
  signals: [],
  calibration: {},
  batteryCurve: [],
  commands: [],
  isChecksumTrusted: true,
  ...change,
})
const message = (...readings: Reading[]): Message => ({ type: 'alarm', records: [{ payload: new Uint8Array([1]), readings }] })
const read = (given: Message, by?: DeviceModel) => interpret(given, by).records.flatMap((record) => record.readings)
const telemetry = (values: Record<string, number | string | boolean>): Reading => ({ kind: 'telemetry', fixAt, values })

describe('[PEC.67.2] what a generic tracker reports becomes what it means on this model', () => {
  const signals: DeviceModel['signals'] = [
    { key: 'input2', equals: true, means: { kind: 'wear', signal: 'strap-open', strap: 'left' } },
    { key: 'input2', equals: false, means: { kind: 'wear', signal: 'strap-closed', strap: 'left' } },
    { key: 'io380', equals: 1, means: { kind: 'wear', signal: 'case-open' } },
    { key: 'alarmCode', equals: 0x14, means: { kind: 'wear', signal: 'removed' } },
    { key: 'alarmCode', equals: 0x13, means: { kind: 'ignored' } },
    { key: 'event', equals: 'shield', means: { kind: 'interference', cause: 'shielded', isPresent: true } },
  ]
  it.each([
    { given: { input2: true }, expected: { kind: 'wear', signal: 'strap-open', strap: 'left', fixAt } },
    { given: { input2: false }, expected: { kind: 'wear', signal: 'strap-closed', strap: 'left', fixAt } },
    { given: { io380: 1 }, expected: { kind: 'wear', signal: 'case-open', fixAt } },
    { given: { alarmCode: 0x14 }, expected: { kind: 'wear', signal: 'removed', fixAt } },
    { given: { event: 'shield' }, expected: { kind: 'interference', cause: 'shielded', isPresent: true, fixAt } },
  ])('$given → $expected.kind', ({ given, expected }) => {
    expect(read(message(telemetry(given)), model({ signals }))).toEqual([telemetry(given), expected])
    expect(read(message(telemetry(given)))).toEqual([telemetry(given)])
  })

  it.each([{ input2: 1 }, { input3: true }, { io380: 0 }])('%j is another line or value: nothing is made of it', (values) => {
    expect(read(message(telemetry(values)), model({ signals }))).toEqual([telemetry(values)])
  })

  it('the model’s word on an alarm stands in place of the protocol’s guess', () => {
    const guessed = message({ kind: 'wear', signal: 'removed', fixAt }, telemetry({ alarmCode: 0x13 }))
    expect(read(guessed, model({ signals }))).toEqual([telemetry({ alarmCode: 0x13 })])
    expect(read(guessed)).toHaveLength(2)
  })
})

describe('battery', () => {
  const curve = [
    [3.4, 0],
    [3.7, 40],
    [4.2, 100],
  ] as const
  it.each([
    [3.0, 0],
    [3.4, 0],
    [3.55, 20],
    [3.7, 40],
    [3.95, 70],
    [4.2, 100],
    [5, 100],
  ])('%f V → %i %%', (volts, percent) => {
    expect(levelOfVolts(volts, curve)).toBe(percent)
  })

  it('a level that the device states is left alone', () => {
    const stated: Reading = { kind: 'power', volts: 3.7, levelPercent: 77 }
    expect(read(message(stated), model({ batteryCurve: curve }))).toEqual([stated])
    expect(read(message({ kind: 'power', volts: 3.7 }), model({ batteryCurve: curve }))).toEqual([
      { kind: 'power', volts: 3.7, levelPercent: 40 },
    ])
  })
})

it('a place of zeros is none, whatever the codec told', () => {
  const zeros: Reading = { kind: 'fix', fixAt, lat: 0, lon: 0, isValid: false, source: 'gnss' }
  const place: Reading = { ...zeros, lat: 0, lon: 1e-7 }
  expect(read(message(zeros, place))).toEqual([telemetry({ isPositioned: false }), place])
})
