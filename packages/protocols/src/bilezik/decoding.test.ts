import { instant, isoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { bilezikCodec } from './index.ts'
import { buildUnsealed, kinds } from './frame.ts'

const at = instant(1_795_366_800_000)
const context = { receivedAt: at }
const header = { kind: kinds.report as number, identifier: 'AB-000123', boot: 1, number: 1 }
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
/** Seconds of `at`. */
const time = '6B 03 1F 90'

function decode(body: string, over: Partial<typeof header> = {}) {
  return bilezikCodec.stream.decode(buildUnsealed({ ...header, ...over }, bytesOf(body)), context)
}

function readingsOf(body: string) {
  const decoded = decode(body)
  if (!decoded.ok) throw new Error(decoded.reason.detail)
  return decoded.value.records.map(({ readings }) => readings)
}

const told = (values: object) => [{ kind: 'telemetry', fixAt: at, values }]

describe('bodies at their edges', () => {
  it('the time of the examples', () => expect(isoInstant(at)).toBe('2026-11-22T17:00:00.000Z'))

  const table = [
    { given: 'a place of 0/0', body: `01 0B 00 01 ${time} 09 00000000 00000000 0006`, expected: told({ isPositioned: false }) },
    { given: 'a place beyond a pole', body: `01 09 00 01 ${time} 09 35A4E901 00000000`, expected: told({ isPositioned: false }) },
    {
      given: 'a place at the pole, without accuracy',
      body: `01 09 00 01 ${time} 09 35A4E900 6B49D200`,
      expected: [{ kind: 'fix', fixAt: at, lat: 90, lon: 180, isValid: true, source: 'gnss' }],
    },
    {
      given: 'a last known place of a source that we do not know',
      body: `01 09 00 01 ${time} 07 1E798B50 2A9371D0`,
      expected: [{ kind: 'fix', fixAt: at, lat: 51.1282, lon: 71.4306, isValid: false, source: 'unknown' }],
    },
    {
      given: 'all that is not known',
      body: `01 13 00 01 ${time} 39 1E798B50 2A9371D0 FFFF FFFF FFFF 8000 FF FF`,
      expected: [{ kind: 'fix', fixAt: at, lat: 51.1282, lon: 71.4306, isValid: true, source: 'gnss', dimensions: 3 }],
    },
    {
      given: 'fields that a later version added',
      body: `02 04 00 01 ${time} 01 02 AA BB`,
      expected: [{ kind: 'wear', fixAt: at, signal: 'strap-cut', strap: 'right' }],
    },
    { given: 'a sign of wear that a later version added', body: `02 01 00 01 ${time} 08`, expected: told({ record2: '08' }) },
    {
      given: 'a type of record that a later version added',
      body: `33 02 00 01 ${time} 08 09`,
      expected: told({ record51: '0809' }),
    },
    { given: 'type 0', body: `00 00 00 01 ${time}`, expected: told({ record0: '' }) },
    {
      given: 'a body that ends inside a field',
      body: `01 0A 00 01 ${time} 09 1E798B50 2A9371D0 00`,
      expected: told({ record1: '091e798b502a9371d000', isMalformed: true }),
    },
    { given: 'no body where one must be', body: `02 00 00 01 ${time}`, expected: told({ record2: '', isMalformed: true }) },
    {
      given: 'more cells than there are bytes',
      body: `09 02 00 01 ${time} FF 01`,
      expected: told({ record9: 'ff01', isMalformed: true }),
    },
    {
      given: 'a neighbour that is no identifier',
      body: `08 06 00 01 ${time} 01 3A 03 61 62 63`,
      expected: told({ record8: '013a03616263', isMalformed: true }),
    },
    {
      given: 'a name that is none',
      body: `0B 04 00 01 ${time} 02 5F 5F 01`,
      expected: told({ record11: '025f5f01', isMalformed: true }),
    },
    {
      given: 'a battery of which nothing is known',
      body: `03 04 00 01 ${time} 00 FF FFFF`,
      expected: [{ kind: 'power', fixAt: at }],
    },
    { given: 'no access points', body: `0A 01 00 01 ${time} 00`, expected: [] },
  ]
  it.each(table)('$given', ({ body, expected }) => {
    expect(readingsOf(body)).toEqual([expected])
  })

  it('a faulty record does not hold back the strap cut beside it', () => {
    expect(readingsOf(`01 02 00 01 ${time} 09 1E 02 01 00 02 ${time} 01`)[1]).toEqual([
      { kind: 'wear', fixAt: at, signal: 'strap-cut' },
    ])
  })
})

describe('what is refused', () => {
  const table = [
    { given: 'a record beyond its frame', body: `02 02 00 01 ${time} 01`, over: {}, code: 'malformed' },
    { given: 'half a head of a record', body: '02 00 00', over: {}, code: 'malformed' },
    { given: 'an answer without its token', body: '00 00', over: { kind: kinds.answer }, code: 'malformed' },
    { given: 'an answer to nothing', body: '00 00 00 00 00', over: { kind: kinds.answer }, code: 'malformed' },
    { given: 'an answer whose text is cut', body: '00 00 00 01 00 05 61', over: { kind: kinds.answer }, code: 'malformed' },
    { given: 'a kind that we do not know', body: '', over: { kind: 0x03 }, code: 'unknown-type' },
    { given: 'an acknowledgement of our own', body: '', over: { kind: kinds.ack }, code: 'unknown-type' },
  ]
  it.each(table)('$given → $code', ({ body, over, code }) => {
    expect(decode(body, over)).toMatchObject({ ok: false, reason: { code } })
  })

  it('a later version, a wrong CRC, and an identifier that is none', () => {
    const frame = buildUnsealed(header, new Uint8Array(0))
    expect(bilezikCodec.stream.decode(frame.with(2, 2), context)).toMatchObject({ reason: { code: 'checksum' } })
    const trusting = { ...context, isChecksumUntrusted: true }
    expect(bilezikCodec.stream.decode(frame.with(2, 2), trusting)).toMatchObject({ reason: { code: 'unknown-type' } })
    expect(bilezikCodec.stream.decode(frame.with(15, 0x61), trusting)).toMatchObject({ reason: { code: 'malformed' } })
    expect(bilezikCodec.stream.decode(frame.with(14, 200), trusting)).toMatchObject({ reason: { code: 'malformed' } })
    expect(bilezikCodec.stream.decode(frame.with(14, 0), trusting)).toMatchObject({ reason: { code: 'malformed' } })
    expect(bilezikCodec.stream.decode(frame.with(40, 1), trusting)).toMatchObject({ ok: true, value: { isUnverified: true } })
  })
})

describe('over MQTT', () => {
  const payload = buildUnsealed(header, new Uint8Array(0))
  const publish = (topic: string, bytes = payload) => bilezikCodec.mqtt.decode({ topic, payload: bytes }, context)

  it('one frame a publication, on the topic of the device that it names', () => {
    expect(publish('bilezik/AB-000123/up')).toMatchObject({ ok: true, value: { identifier: 'AB-000123', type: 'heartbeat' } })
    expect(bilezikCodec.mqtt.commandTopic('bilezik/AB-000123/up')).toBe('bilezik/AB-000123/down')
  })

  it.each(['bilezik/AB-000124/up', 'bilezik/AB-000123/down', 'other/bilezik/AB-000123/up', 'bilezik/up', ''])(
    'not on %s',
    (topic) => {
      expect(publish(topic)).toMatchObject({ ok: false, reason: { code: 'malformed' } })
    },
  )

  it('two frames in one publication, or a part of one, are none', () => {
    expect(publish('bilezik/AB-000123/up', Uint8Array.from([...payload, ...payload]))).toMatchObject({
      reason: { code: 'framing' },
    })
    expect(publish('bilezik/AB-000123/up', payload.slice(0, 30))).toMatchObject({ reason: { code: 'framing' } })
  })
})
