import { instant } from '@bilezik/domain'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BilezikContent,
  bilezikCodec,
  bilezikRecordsThatFit,
  encodeBilezikAck,
  encodeBilezikAnswer,
  encodeBilezikRecord,
  encodeBilezikReport,
  parseBilezikFrame,
  readBilezikDownlink,
} from './index.ts'

const context = { receivedAt: instant(1_800_000_000_000) }
const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7)
const identifier = fc.stringMatching(/^[A-Z0-9-]{3,20}$/)
const u16 = fc.nat(0xffff)
const u32 = fc.nat(0xffff_ffff)
const fixAt = u32.map((seconds) => instant(seconds * 1_000))
const signal = fc.integer({ min: -255, max: -1 })
/** Fields of which any may be absent. */
const partial = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] })

function recordsOf(frame: Uint8Array) {
  const decoded = bilezikCodec.stream.decode(frame, context)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value.records
}

/** On the grid of the wire, so that nothing is rounded. */
const place = fc
  .record({
    latE7: fc.integer({ min: -900_000_000, max: 900_000_000 }),
    lonE7: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  })
  .filter(({ latE7, lonE7 }) => latE7 !== 0 || lonE7 !== 0)
  .map(({ latE7, lonE7 }) => ({ lat: latE7 / 1e7, lon: lonE7 / 1e7 }))
const fix = fc
  .tuple(
    place,
    fc.record({ isValid: fc.boolean(), source: fc.constantFrom('unknown', 'gnss', 'rf', 'wifi', 'cell') }),
    partial({
      accuracyMetres: fc.nat(65_534),
      speedMetresPerSecond: fc.nat(65_534).map((v) => v / 100),
      courseDegrees: fc.nat(3_599).map((v) => v / 10),
      altitudeMetres: fc.integer({ min: -32_767, max: 32_767 }),
      satellites: fc.nat(254),
      hdop: fc.nat(254).map((v) => v / 10),
      dimensions: fc.constantFrom(2 as const, 3 as const),
    }),
  )
  .map(([where, how, optional]) => ({ kind: 'fix' as const, ...where, ...how, ...optional }))

const cell = fc.record({ mcc: u16, mnc: u16, areaCode: fc.nat(0xff_ffff), cellId: fc.nat(0xff_ffff_ffff) }).chain((c) =>
  fc.oneof(
    fc.constant(c),
    signal.map((s) => ({ ...c, signal: s })),
  ),
)
const mac = fc
  .uint8Array({ minLength: 6, maxLength: 6 })
  .map((bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':'))
const wifi = mac.chain((m) =>
  fc.oneof(
    fc.constant({ mac: m }),
    signal.map((s) => ({ mac: m, signal: s })),
  ),
)
const value = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }),
  fc.integer({ min: -0x8000_0000, max: 0x7fff_ffff }).map((v) => v / 1_000),
  fc.stringMatching(/^[\x20-\x7e]{0,30}$/),
)
const values = fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,11}$/), value, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
})

/** What is written, and what must be read: most contents are readings themselves. */
const same = (content: BilezikContent) => ({ content, expected: [content] as readonly object[] })
const telemetry = (content: BilezikContent, told: object) => ({ content, expected: [{ kind: 'telemetry', values: told }] })
const contents = fc.oneof(
  fix.map(same),
  fc
    .record({
      kind: fc.constant('wear' as const),
      signal: fc.constantFrom('strap-cut', 'strap-open', 'strap-closed', 'case-open', 'case-closed', 'removed', 'worn'),
    })
    .chain((w) => fc.constantFrom(same(w), same({ ...w, strap: 'left' }), same({ ...w, strap: 'right' }))),
  partial({
    levelPercent: fc.nat(100),
    volts: fc.nat(65_534).map((v) => v / 1_000),
    isCharging: fc.boolean(),
    isLow: fc.boolean(),
    isExternal: fc.boolean(),
  }).map((p) => same({ kind: 'power', ...p })),
  fc.constant(same({ kind: 'sos' })),
  fc.boolean().map((isMoving) => same({ kind: 'motion', isMoving })),
  fc
    .record({ cause: fc.constantFrom('jammed', 'shielded'), isPresent: fc.boolean() })
    .map((i) => same({ kind: 'interference', ...i })),
  fc.record({ peer: identifier, isNear: fc.boolean() }).map((p) => same({ kind: 'proximity', ...p })),
  fc.record({ peer: identifier, isNear: fc.boolean(), signal }).map((p) => same({ kind: 'proximity', ...p })),
  fc.array(cell, { minLength: 1, maxLength: 19 }).map((cells) => ({
    content: { kind: 'cells' as const, cells },
    expected: [{ kind: 'network', cells, wifi: [] }],
  })),
  fc.array(wifi, { minLength: 1, maxLength: 36 }).map((seen) => ({
    content: { kind: 'wifi' as const, wifi: seen },
    expected: [{ kind: 'network', cells: [], wifi: seen }],
  })),
  values.map((v) => telemetry({ kind: 'values', values: v }, v)),
  fc
    .integer({ min: -32_768, max: 32_767 })
    .map((v) => telemetry({ kind: 'temperature', celsius: v / 100, place: 'skin' }, { skinTemperatureCelsius: v / 100 })),
  fc
    .integer({ min: -32_768, max: 32_767 })
    .map((v) => telemetry({ kind: 'temperature', celsius: v / 100, place: 'inside' }, { temperatureCelsius: v / 100 })),
  fc.constant(telemetry({ kind: 'no-place', source: 'gnss' }, { isPositioned: false })),
  fc.record({ uptimeSeconds: u32, recordsWaiting: u16 }).map((h) => telemetry({ kind: 'heartbeat', ...h }, h)),
  fc
    .record({ type: fc.integer({ min: 0x60, max: 0x7f }), body: fc.uint8Array({ maxLength: 255 }) })
    .map((p) => telemetry({ kind: 'private', ...p }, { [`record${p.type}`]: Buffer.from(p.body).toString('hex') })),
)

describe('what we encode, we decode', () => {
  it('every record, with its time', () => {
    fc.assert(
      fc.property(contents, u16, fixAt, identifier, u32, u32, ({ content, expected }, count, at, id, boot, number) => {
        const record = encodeBilezikRecord(count, { fixAt: at }, content)
        const frame = encodeBilezikReport({ identifier: id, key, boot, number }, [record])
        const [decoded] = recordsOf(frame)
        expect(decoded?.payload).toEqual(record)
        // Minus zero is zero on the wire.
        const timed = expected.map((reading) => ({ ...reading, fixAt: at }))
        expect(JSON.parse(JSON.stringify(decoded?.readings))).toEqual(JSON.parse(JSON.stringify(timed)))
      }),
      { numRuns: 3_000 },
    )
  })

  it('every record without a clock: no time, but order', () => {
    fc.assert(
      fc.property(contents, u16, u32, ({ content, expected }, count, uptimeSeconds) => {
        const record = encodeBilezikRecord(count, { uptimeSeconds }, content)
        const readings = recordsOf(encodeBilezikReport({ identifier: 'AB-1', key, boot: 1, number: 1 }, [record]))[0]!.readings
        const order = { kind: 'telemetry', values: { recordNumber: count, uptimeSeconds } }
        expect(JSON.parse(JSON.stringify(readings))).toEqual(JSON.parse(JSON.stringify([...expected, order])))
      }),
    )
  })

  it('a batch, in order; grouped otherwise, sent again under another number, each record is the same one', () => {
    const one = fc
      .tuple(contents, u16, fixAt)
      .map(([{ content }, count, at]) => encodeBilezikRecord(count, { fixAt: at }, content))
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 12 }), fc.nat(11), (records, border) => {
        const sender = { identifier: 'AB-000123', key, boot: 3, number: 5 }
        const at = border % records.length
        const together = recordsOf(encodeBilezikReport(sender, records))
        const apart = [
          ...recordsOf(encodeBilezikReport({ ...sender, number: 6 }, records.slice(0, at))),
          ...recordsOf(encodeBilezikReport({ ...sender, boot: 4, number: 1 }, records.slice(at))),
        ]
        expect(apart).toEqual(together)
        expect(together.map(({ payload }) => payload)).toEqual(records)
      }),
      { numRuns: 300 },
    )
  })

  it('the head tells start and number, by which a replayed frame is known', () => {
    fc.assert(
      fc.property(identifier, u32, u32, (id, boot, number) => {
        const frame = encodeBilezikReport({ identifier: id, key, boot, number }, [])
        expect(parseBilezikFrame(frame)).toMatchObject({ ok: true, value: { identifier: id, boot, number, isUnverified: false } })
      }),
    )
  })

  it('an answer, with and without words', () => {
    const sender = { identifier: 'AB-000123', key, boot: 3, number: 5 }
    const answers = [
      { result: 'done', isDone: true },
      { result: 'not-supported', isDone: false },
      { result: 'expired', isDone: false },
      { result: 'declined', isDone: false },
      { result: 'failed', isDone: false },
    ] as const
    for (const { result, isDone } of answers) {
      const bare = bilezikCodec.stream.decode(encodeBilezikAnswer(sender, { token: 0xffff_ffff, result }), context)
      expect(bare).toMatchObject({ value: { type: 'answer', answer: { token: 0xffff_ffff, isDone, text: result } } })
      const worded = bilezikCodec.stream.decode(encodeBilezikAnswer(sender, { token: 1, result, text: 'battery 4 %' }), context)
      expect(worded).toMatchObject({ value: { answer: { token: 1, isDone, text: 'battery 4 %' } } })
    }
  })
})

describe('from the server to the device', () => {
  const { commands, authentication } = bilezikCodec
  const command = fc.oneof(
    fc.constantFrom({ kind: 'locate' as const }, { kind: 'restart' as const }),
    fc.integer({ min: 1, max: 86_400 }).map((seconds) => ({ kind: 'interval' as const, seconds })),
    fc
      .tuple(fc.constantFrom('vibrate' as const, 'sound' as const), fc.integer({ min: 1, max: 300 }))
      .map(([kind, seconds]) => ({ kind, seconds })),
  )

  it('every command, with its token and the time it was given', () => {
    fc.assert(
      fc.property(command, identifier, fc.integer({ min: 1, max: 0xffff_ffff }), fixAt, (c, id, token, at) => {
        const frame = authentication.seal(commands.encode(c, { token, identifier: id, at })!, key)
        expect(readBilezikDownlink(frame, key)).toEqual({
          ok: true,
          value: { kind: 'command', identifier: id, token, sentAt: at, command: c },
        })
        // The server believes none of its own frames: nothing can be played back to it.
        expect(bilezikCodec.stream.decode(frame, context)).toMatchObject({ ok: false, reason: { code: 'unknown-type' } })
      }),
    )
  })

  it('what cannot be said is not sent', () => {
    const to = { token: 1, identifier: 'AB-000123', at: context.receivedAt }
    for (const seconds of [0, -1, 1.5, 86_401, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(commands.encode({ kind: 'interval', seconds }, to)).toBeUndefined()
    }
    expect(commands.encode({ kind: 'sound', seconds: 301 }, to)).toBeUndefined()
    expect(commands.encode({ kind: 'locate' }, { ...to, token: 0 })).toBeUndefined()
    expect(commands.encode({ kind: 'locate' }, { ...to, token: 2 ** 32 })).toBeUndefined()
    expect(commands.encode({ kind: 'locate' }, { ...to, identifier: 'a lower one' })).toBeUndefined()
  })

  it('an acknowledgement, its three results, and what a device refuses', () => {
    const answered = { identifier: 'AB-000123', boot: 9, number: 0xffff_ffff }
    for (const result of ['stored', 'later', 'refused'] as const) {
      const unsealed = encodeBilezikAck(answered, { result, at: context.receivedAt, waitSeconds: 70 })
      const frame = authentication.seal(unsealed, key)
      expect(readBilezikDownlink(frame, key)).toMatchObject({ ok: true, value: { ...answered, result, waitSeconds: 70 } })
      expect(readBilezikDownlink(unsealed, key)).toEqual({ ok: false, reason: 'forged' })
      expect(readBilezikDownlink(frame, new Uint8Array(32))).toEqual({ ok: false, reason: 'forged' })
      expect(readBilezikDownlink(frame.subarray(1), key)).toEqual({ ok: false, reason: 'damaged' })
    }
    const report = encodeBilezikReport({ ...answered, key }, [])
    expect(readBilezikDownlink(report, key)).toEqual({ ok: false, reason: 'unknown-kind' })
  })

  it('a reply is the acknowledgement of the very frame, and of nothing before it is sealed', () => {
    fc.assert(
      fc.property(identifier, u32, u32, (id, boot, number) => {
        const decoded = bilezikCodec.stream.decode(encodeBilezikReport({ identifier: id, key, boot, number }, []), context)
        const reply = decoded.ok ? decoded.value.reply : undefined
        expect(authentication.isAuthentic(reply!, key)).toBe(false)
        expect(readBilezikDownlink(authentication.seal(reply!, key), key)).toMatchObject({
          value: { kind: 'ack', identifier: id, boot, number, result: 'stored', serverAt: context.receivedAt },
        })
      }),
    )
  })
})

describe('sizes', () => {
  const sender = { identifier: 'AB-000123', key, boot: 1, number: 1 }
  const position: BilezikContent = { kind: 'fix', lat: 51, lon: 71, isValid: true, source: 'gnss', accuracyMetres: 5 }
  const recordOf = (content: BilezikContent) => encodeBilezikRecord(1, { fixAt: context.receivedAt }, content)

  it('a position takes 19 bytes, one of a moving person 23, one with everything 27', () => {
    const moving = { ...position, speedMetresPerSecond: 1, courseDegrees: 1 }
    expect(recordOf(position).length).toBe(19)
    expect(recordOf(moving).length).toBe(23)
    expect(recordOf({ ...moving, altitudeMetres: 1, satellites: 1, hdop: 1, dimensions: 3 }).length).toBe(27)
  })

  it('one frame holds 213 of them, and a 214th is one too many', () => {
    const records = Array.from({ length: 300 }, (_, count) => encodeBilezikRecord(count, { fixAt: context.receivedAt }, position))
    const fitting = bilezikRecordsThatFit(sender.identifier, records)
    expect(fitting).toBe(213)
    const frame = encodeBilezikReport(sender, records.slice(0, fitting))
    expect(frame.length).toBeLessThanOrEqual(4_096)
    expect(recordsOf(frame)).toHaveLength(fitting)
    expect(() => encodeBilezikReport(sender, records.slice(0, fitting + 1))).toThrow('at most 4096')
    expect(bilezikRecordsThatFit(sender.identifier, [])).toBe(0)
  })

  it('values that the wire cannot hold are brought to its nearest, never wrapped', () => {
    const extreme = {
      ...position,
      accuracyMetres: 1e6,
      speedMetresPerSecond: 1e6,
      courseDegrees: 360,
      altitudeMetres: 1e6,
      satellites: 999,
      hdop: 99,
    }
    const [record] = recordsOf(encodeBilezikReport(sender, [recordOf(extreme)]))
    expect(record?.readings[0]).toMatchObject({
      accuracyMetres: 65_534,
      speedMetresPerSecond: 655.34,
      courseDegrees: 0,
      altitudeMetres: 32_767,
      satellites: 254,
      hdop: 25.4,
    })
  })
})
