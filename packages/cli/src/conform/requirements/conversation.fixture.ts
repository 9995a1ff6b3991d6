import { type Instant, instant, later } from '@bilezik/domain'
import { capabilities, type Conversation, type Subject } from '../conversation.ts'
import { type ActName, actNames, type ConformEvent, type HeardMessage, type HeardRecord } from '../recording/events.ts'
import { timetable } from '../timetable.ts'

const startAt = instant(Date.UTC(2026, 10, 22, 17))

/** So many seconds after the start. */
export const at = (seconds: number): Instant => later(startAt, seconds * 1_000)

const identifier = 'AB-000123'
const times: Readonly<Record<ActName, readonly [number, number]>> = {
  arrival: [0, 1],
  observation: [1, 301],
  withholding: [301, 400],
  strap: [400, 500],
  command: [500, 550],
  outage: [550, 800],
  battery: [800, 900],
}

/** The acts of a whole examination, and the outage in it from 550 to 640 s. */
const frame: readonly ConformEvent[] = [
  ...actNames.flatMap((act): ConformEvent[] => [
    { kind: 'act', at: at(times[act][0]), act, is: 'begun' },
    { kind: 'act', at: at(times[act][1]), act, is: 'ended' },
  ]),
  { kind: 'outage', at: at(550), is: 'begun' },
  { kind: 'outage', at: at(640), is: 'ended' },
]

export function conversation(events: readonly ConformEvent[], subject: Partial<Subject> = {}): Conversation {
  return {
    subject: {
      protocol: 'bilezik',
      transport: 'tcp',
      expected: new Set(capabilities),
      hasLocate: true,
      hasTokens: true,
      ...subject,
    },
    timetable: timetable(),
    events: [...frame, ...events].toSorted((a, b) => a.at - b.at),
    endedAt: at(900),
  }
}

export const connected = (seconds: number, connection = 1): ConformEvent => ({
  kind: 'connected',
  at: at(seconds),
  connection,
  source: '10.0.0.7',
})

export function message(seconds: number, no: number, content: Partial<HeardMessage> = {}): HeardMessage {
  return {
    kind: 'message',
    at: at(seconds),
    connection: 1,
    no,
    type: 'report',
    identifier,
    isAnswerable: true,
    records: [],
    ...content,
  }
}

export function record(fixSeconds: number | undefined, content: Partial<HeardRecord> = {}): HeardRecord {
  const fixAt = fixSeconds === undefined ? {} : { fixAt: at(fixSeconds) }
  return {
    fingerprint: `position ${fixSeconds}`,
    reports: [{ isPlace: true, ...fixAt }],
    ...(fixSeconds !== undefined && { latestAt: at(fixSeconds) }),
    wear: [],
    ...content,
  }
}

export function holding(seconds: number, no: number, ...records: readonly HeardRecord[]): HeardMessage {
  return message(seconds, no, { records })
}

/** A position at each of these seconds, told a second later. */
export function positions(seconds: readonly number[], lateBy = 1): readonly HeardMessage[] {
  return seconds.map((second) => message(second + lateBy, 1_000 + second, { records: [record(second)] }))
}

/** Every `step` from the first to before the last. */
export function every(step: number, from: number, to: number): readonly number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step)
}
