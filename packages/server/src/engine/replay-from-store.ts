import { type WatchEvent, type WatchPlan, type WatchState, initialState, kitDevice } from '@bilezik/compliance'
import { type Instant, type PersonId, day, instant, later } from '@bilezik/domain'
import type pg from 'pg'
import { type Progress, type ReplayBase, beginning, readNoticedUntil, readStateBefore } from './checkpoints.ts'
import { type StoredReading, aheadMs, readEventsBetween, readReadingsOf, toStoredReading } from './read-stream.ts'
import { Replay, type Rewound, inEventOrder } from './replay.ts'
import type { DeviceNumbers } from './roster.ts'

type ReadingEvent = StoredReading['event']

/** What a replay reads: the devices' numbers, and how far this round has come. */
export interface Past extends Progress {
  readonly devices: DeviceNumbers
  readonly now: Instant
}

/** Event time that is read at once: of a long past only a slice is in memory. */
const sliceMs = 3 * day

interface Stored {
  /** Plans, outages and what else was told of the person, in event order. */
  readonly events: readonly WatchEvent[]
  readonly newest: Extract<WatchEvent, { kind: 'plan' }> | undefined
  readonly deviceNos: readonly number[]
  /** Nothing of the person's devices is read from before it or from after its end. */
  readonly from: Instant
  readonly until: Instant
}

async function readStored(
  client: pg.ClientBase,
  base: ReplayBase,
  personId: PersonId,
  present: WatchState,
  past: Past,
): Promise<Stored> {
  const events = await readEventsBetween(client, personId, base, past)
  const newest = events.findLast((event) => event.kind === 'plan')
  const plans = [base.state.plan, present.plan, ...events.flatMap((event) => (event.kind === 'plan' ? [event.plan] : []))]
  const kit = plans.flatMap((plan) => plan.kit)
  const deviceIds = new Set(kit.map((device) => device.deviceId))
  const deviceNos = [...deviceIds].map((id) => past.devices.noOf.get(id)).filter((no) => no !== undefined)
  // A device has a past and a future with others: nothing from before it came into one of these kits, or from after it left, is read.
  const until = instant(
    kit.reduce<number>(
      (last, device) => Math.max(last, Math.min(device.until, Math.max(present.at, past.now + aheadMs))),
      base.state.at,
    ),
  )
  const since = kit.reduce<number>((earliest, device) => Math.min(earliest, device.from), until)
  const from = instant(Math.max(base.state.at, since))
  return { events: inEventOrder(events), newest, deviceNos, from, until }
}

/** Everything stored of the person, in event order and by slices of time; of one instant what was told stands before what was heard. */
async function* portionsOf(client: pg.ClientBase, stored: Stored, past: Past): AsyncGenerator<readonly WatchEvent[]> {
  let told = stored.events
  for (let from = stored.from; stored.deviceNos.length > 0 && from <= stored.until; from = later(from, sliceMs)) {
    const end = instant(Math.min(later(from, sliceMs), later(stored.until, 1)))
    const rows = await readReadingsOf(client, stored.deviceNos, { from, until: end }, past.cursors)
    const heard = rows.map((row) => toStoredReading(row, past.devices.idOf)?.event).filter((event) => event !== undefined)
    const toldUntil = told.findIndex((event) => event.at >= end)
    const now = toldUntil === -1 ? told : told.slice(0, toldUntil)
    told = told.slice(now.length)
    yield inEventOrder([...now, ...heard])
  }
  yield told
}

export interface StoredReplay extends Rewound {
  /** The latest reading of each kind that the panel shows. */
  readonly heard: readonly ReadingEvent[]
}

/** For the panel: the newest of each kind from each device while it was in the kit. */
class LatestHeard {
  readonly #heard = new Map<string, ReadingEvent>()
  readonly #plan: WatchPlan

  constructor(plan: WatchPlan) {
    this.#plan = plan
  }

  add(events: readonly WatchEvent[]): void {
    for (const event of events) {
      if (event.kind === 'reading' && kitDevice(this.#plan, event.deviceId, event.at))
        this.#heard.set(`${event.deviceId} ${event.reading.kind}`, event)
    }
  }

  get events(): ReadingEvent[] {
    return inEventOrder([...this.#heard.values()])
  }
}

/** A person as a replay has to know them. */
export interface Replayable {
  readonly personId: PersonId
  /** Where their state stands now: the replay ends there, or where the last thing was noticed that stands of them. */
  readonly state: WatchState
}

/** From the beginning of all that is stored of a person. */
export function fromTheBeginning(personId: PersonId): ReplayBase {
  return { state: initialState(personId), stream: beginning, outages: beginning }
}

/**
 * Steps everything stored since `base`, up to where the person's state stands. What a predecessor noticed only because time passed (a
 * silence) is noticed again only when time passes as far: a replay that ended before would deny it.
 */
export async function replaySince(
  client: pg.ClientBase,
  base: ReplayBase,
  { personId, state }: Replayable,
  past: Past,
): Promise<StoredReplay> {
  const until = await readNoticedUntil(client, personId, state.at)
  const stored = await readStored(client, base, personId, { ...state, at: until }, past)
  const replay = new Replay(base.state, stored.newest, until)
  const latest = new LatestHeard((stored.newest ?? state).plan)
  for await (const events of portionsOf(client, stored, past)) {
    replay.feed(events)
    latest.add(events)
  }
  return { ...replay.end(), heard: latest.events }
}

/** From the last stored state before an event time, with everything stored since. */
export async function replayFromStore(
  client: pg.ClientBase,
  watched: Replayable,
  from: Instant,
  past: Past,
): Promise<StoredReplay> {
  return replaySince(client, await readStateBefore(client, watched.personId, from), watched, past)
}

/** What is stepped of a person's past, and otherwise than it was. */
export interface PastStory {
  readonly personId: PersonId
  readonly base: ReplayBase
  /** Nothing later is stepped; time passes up to it. */
  readonly until: Instant
  /** Instead of the policy that the plan carries. */
  readonly policy?: Partial<WatchPlan['policy']>
}

/** Derives a part of a person's past again and writes nothing: for one who asks whether it would be the same. */
export async function deriveAgain(client: pg.ClientBase, story: PastStory, past: Past): Promise<Rewound> {
  const { personId, base, until, policy = {} } = story
  const stored = await readStored(client, base, personId, { ...base.state, at: until }, { ...past, now: until })
  const newest = stored.newest && {
    ...stored.newest,
    plan: { ...stored.newest.plan, policy: { ...stored.newest.plan.policy, ...policy } },
  }
  const replay = new Replay(base.state, newest, until)
  for await (const events of portionsOf(client, stored, past)) replay.feed(events.filter((event) => event.at <= until))
  return replay.end()
}
