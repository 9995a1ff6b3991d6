import { instant } from '@bilezik/domain'
import {
  type BilezikSender,
  bilezikCodec,
  encodeBilezikRecord,
  encodeBilezikReport,
  gt06Codec,
  encodeGt06Heartbeat,
} from '@bilezik/protocols'
import { describe, expect, it } from 'vitest'
import { Desk, type DeskOptions } from './desk.ts'
import { Recording } from './recording.ts'

const key = new Uint8Array(32).fill(3)
const fixAt = instant(Date.UTC(2026, 10, 22, 17))
const sender: BilezikSender = { identifier: 'AB-000123', key, boot: 1, number: 1 }
const fix = (number: number, lat = 51) =>
  encodeBilezikRecord(number, { fixAt }, { kind: 'fix', lat, lon: 71, isValid: true, source: 'gnss' })

function desk(options: Partial<DeskOptions> = {}) {
  const recording = new Recording()
  const made = new Desk({
    codec: bilezikCodec,
    now: () => fixAt,
    recording,
    secret: key,
    isStream: true,
    isAlwaysAnswered: false,
    ...options,
  })
  const connection = made.connected('10.0.0.7')
  const hear = (frame: Uint8Array) => made.hear(connection, frame, (context) => bilezikCodec.stream.decode(frame, context))
  const flaws = () => recording.events.flatMap((event) => (event.kind === 'unreadable' ? [event.reason] : []))
  return { desk: made, recording, connection, hear, flaws }
}

describe('the server as a device sees it', () => {
  it('answers under the device’s own key, and what it withholds under another', () => {
    const { desk: made, hear } = desk()
    const answers = [encodeBilezikReport(sender, [fix(1)]), encodeBilezikReport({ ...sender, number: 2 }, [fix(2)])].map(
      (frame) => {
        const answer = hear(frame)
        made.withholding.begin('records')
        return answer
      },
    )
    expect(answers.map(({ kind }) => kind)).toEqual(['reply', 'silence'])
    const isAuthentic = answers.map((answer) => 'bytes' in answer && bilezikCodec.authentication.isAuthentic(answer.bytes, key))
    expect(isAuthentic).toEqual([true, false])
  })

  it.each([
    {
      given: 'a frame under another key',
      frames: [encodeBilezikReport({ ...sender, key: new Uint8Array(32) }, [])],
      expected: ['not-authentic'],
    },
    {
      given: 'a frame twice',
      frames: [encodeBilezikReport(sender, []), encodeBilezikReport(sender, [])],
      expected: ['not-rising'],
    },
    {
      given: 'a lower number after a restart',
      frames: [encodeBilezikReport({ ...sender, number: 9 }, []), encodeBilezikReport({ ...sender, boot: 2 }, [])],
      expected: [],
    },
    {
      given: 'a record again in another frame',
      frames: [encodeBilezikReport(sender, [fix(1)]), encodeBilezikReport({ ...sender, number: 2 }, [fix(1), fix(2)])],
      expected: [],
    },
    {
      given: 'a record again with other bytes',
      frames: [encodeBilezikReport(sender, [fix(1)]), encodeBilezikReport({ ...sender, number: 2 }, [fix(1, 52)])],
      expected: ['changed-record'],
    },
    {
      given: 'a record whose body is too short for its type',
      frames: [
        encodeBilezikReport(sender, [encodeBilezikRecord(1, { fixAt }, { kind: 'private', type: 6, body: new Uint8Array(1) })]),
      ],
      expected: ['malformed'],
    },
  ])('$given → $expected', ({ frames, expected }) => {
    const { hear, flaws } = desk()
    for (const frame of frames) hear(frame)
    expect(flaws()).toEqual(expected)
  })

  it('who has not said a name is not heard', () => {
    const { desk: made, connection, flaws } = desk({ codec: gt06Codec })
    const frame = encodeGt06Heartbeat({ batteryStep: 4, gsmSignal: 3, isCharging: false, isGpsTracking: true }, 1)
    expect(made.hear(connection, frame, (context) => gt06Codec.stream.decode(frame, context)).kind).toBe('refused')
    expect(flaws()).toEqual(['not-logged-in'])
  })
})
