import { type Instant, type Reading, parseInstant } from '@bilezik/domain'
import { watchClock } from './clock/device-clock.ts'
import { settleKnowledge } from './knowledge.ts'
import { activate } from './plan.ts'
import { type Outlook, deviceIn, isQuiet, lookFrom, outlookOf } from './presence/outlook.ts'
import { setTroubles, withTroubles } from './presence/troubles.ts'
import { noWitness, witness } from './presence/witness.ts'
import { settled, watcherOf } from './rules/registry.ts'
import type { Heard } from './rules/rule.ts'
import { onSos } from './rules/sos.ts'
import { withUpheld } from './rules/verify-wear.ts'
import { isBreach } from './rules/wear.ts'
import { type Standing, type Watch, type WatchState, replaced } from './state.ts'
import type { KitDevice, StepResult, WatchEvent } from './stream.ts'
import { earliest, instantOr, latest } from './time.ts'
import { type Turn, beginTurn } from './turn.ts'
import { advance, dueAfter, dueAfterHearing, settle } from './wake.ts'

type ReadingEvent = Extract<WatchEvent, { kind: 'reading' }>
type FleetBlindEvent = Extract<WatchEvent, { kind: 'fleet-blind' }>

/**
 * The state after one more event, and what the shell has to write. Never changes `state`; never throws.
 *
 * Events come in the order of `at`. First time passes up to `event.at` with all that is due on the way, that instant included,
 * then the event itself counts: hours and graces are half-open. An event from before `state.at` is the shell's to replay from an
 * earlier state; here a late reading has no say but for what cannot wait (a strap, a case, a call for help, raised with the same
 * key that the replay will give it), and any other late event counts as of `state.at`.
 */
export function step(state: WatchState, event: WatchEvent): StepResult<WatchState> {
  const turn = beginTurn(state)
  // A time that is none at all counts as the present: intake lets none through, and a state must never hold one.
  const at = instantOr(event.at, state.at)
  advance(turn, at)
  switch (event.kind) {
    case 'plan':
      setPlan(turn, event.plan)
      break
    case 'reading':
      read(turn, at, event)
      break
    case 'server-blind':
      goBlind(turn, event.until, 'server')
      break
    case 'fleet-blind':
      goBlindTogether(turn, event)
      break
    case 'signal-upheld':
      uphold(turn, event)
      break
    case 'wake':
      break
    default:
      event satisfies never
  }
  return turn
}

function setPlan(turn: Turn, plan: WatchState['plan']): void {
  const before = turn.state.plan
  turn.state.plan = plan
  activate(turn, before)
  settle(turn)
}

/** Under the lineage that suppressed it, else under whatever is watched: staff are sent all the same. */
function uphold(turn: Turn, { lineageId, ...event }: Extract<WatchEvent, { kind: 'signal-upheld' }>): void {
  const { state } = turn
  const upheld = { ...event, beganAt: earliest(instantOr(event.beganAt, state.at), state.at) }
  const index = Math.max(
    0,
    state.watches.findIndex((watch) => watch.lineageId === lineageId),
  )
  const watch = state.watches[index]
  if (!watch) return
  const bearing = withUpheld(turn, watch, upheld)
  if (bearing === watch) return
  state.watches = state.watches.with(index, settled(turn, bearing))
  state.wakeAt = dueAfter(state)
}

function cannotWait(reading: Reading): boolean {
  return reading.kind === 'sos' || (reading.kind === 'wear' && isBreach(reading.signal))
}

/** So many more readings of one instant are remembered; a device that sends more of them is not believed to repeat itself. */
const mostOtherReadIds = 63

function isRepeated({ state }: Turn, readingId: string): boolean {
  const { readId, otherReadIds } = state
  if ((readId !== '' && readingId === readId) || otherReadIds.includes(readingId)) return true
  if (readId === '') state.readId = readingId
  else state.otherReadIds = [...otherReadIds.slice(1 - mostOtherReadIds), readingId]
  return false
}

function read(turn: Turn, at: Instant, event: ReadingEvent): void {
  const { state } = turn
  const { readingId, deviceId, reading } = event
  const receivedAt = instantOr(event.receivedAt, at)
  const isLate = at < state.at
  const outlook = outlookOf(state)
  const device = deviceIn(outlook, state.plan, deviceId, at)
  if (outlook.regards.length === 0 || !device) return
  if (isLate ? !cannotWait(reading) : isRepeated(turn, readingId)) return
  if (!isLate) watchClock(turn, deviceId, reading.fixAt, receivedAt)
  const { role } = device
  const isOfWearer = role !== 'protected'
  if (!isLate && isOfWearer && role !== 'fixed') remember(turn, reading)
  const { fixed, apart } = isLate || !isOfWearer ? noWitness : witness(turn, at, readingId, device, reading)
  const heard: Heard = { at, receivedAt, readingId, deviceId, role, reading, fixed, apart }
  if (!isOfWearer) return readProtected(turn, device, heard)
  if (reading.kind === 'sos') onSos(turn, heard)
  const { watches, knowledge } = state
  hear(turn, outlook, heard)
  settleKnowledge(turn)
  const isToldAnew = reading.kind === 'sos' || state.knowledge !== knowledge
  state.wakeAt = isToldAnew ? dueAfter(state) : dueAfterHearing(state, watches, outlook.regards)
}

/** Tells every watch that the reading may concern. A late one concerns device care alone. */
function hear(turn: Turn, outlook: Outlook, heard: Heard): void {
  const { state } = turn
  const { fixed } = heard
  const isLate = heard.at < state.at
  const { policy } = state.plan
  if (fixed) lookFrom(outlook, fixed, policy)
  let watches: Watch[] | undefined
  let isZoneChanged = false
  for (let i = 0; i < outlook.regards.length; i++) {
    if (fixed && isQuiet(outlook, i, fixed, policy)) continue
    const watch = state.watches[i] as Watch
    const isCare = watch.kind === 'device-care'
    if (isLate && !isCare) continue
    const next = watcherOf(watch.kind).onReading(turn, watch, heard)
    // Time alone was settled on the way here; only device care has a status that hangs on having been heard at all.
    const after = next === watch && !isCare ? watch : settled(turn, next)
    if (after === watch) continue
    watches ??= state.watches.slice()
    watches[i] = after
    isZoneChanged ||= outlook.regards[i] !== 'no-zone'
  }
  if (!watches) return
  // What is no zone changes with every reading: the outlook need not look again for that.
  if (!isZoneChanged && outlook.watches === state.watches) outlook.watches = watches
  state.watches = watches
}

/** What a protected person's device says is no word of the wearer's: only the condition that protects them hears it. */
function readProtected(turn: Turn, { protects }: KitDevice, heard: Heard): void {
  const { state } = turn
  if (heard.at < state.at) return
  const { watches } = state
  state.watches = replaced(watches, (watch) =>
    watch.kind === 'distance' && watch.lineageId === protects
      ? settled(turn, watcherOf(watch.kind).onReading(turn, watch, heard))
      : watch,
  )
  if (state.watches !== watches) state.wakeAt = dueAfter(state)
}

function remember({ state }: Turn, reading: Reading): void {
  state.heardAt = state.at
  setTroubles(state, withTroubles(state.standing.troubles, reading))
}

/** From now until `until` we hear nobody: clocks stop, and what was believed is known no longer. Readings that were kept for us still count. */
function goBlind(turn: Turn, until: Instant, because: Standing['blind']['because']): void {
  const { state } = turn
  if (!parseInstant(until).ok || until <= state.at) return
  const { blind, apartUntil } = state.standing
  const pausedFrom = latest(state.at, blind.until)
  const pausedUntil: Instant = latest(until, pausedFrom)
  state.standing = {
    ...state.standing,
    blind: { from: state.at, until: pausedUntil, because },
    apartUntil: earliest(apartUntil, state.at),
  }
  state.knownUntil = state.at
  state.watches = replaced(state.watches, (watch) => watcherOf(watch.kind).onBlind(turn, watch, pausedFrom, pausedUntil))
  settle(turn)
}

/** As `goBlind`, but bounded pieces of an outage follow each other, and its end takes back what was told ahead. */
function goBlindTogether(turn: Turn, { until, because, silentSince }: FleetBlindEvent): void {
  const { state } = turn
  if (!parseInstant(until).ok) return
  const { blind } = state.standing
  const isInside = blind.from <= state.at && state.at < blind.until
  // Our own outage is not a network's to end.
  if (isInside && until < blind.until)
    return blind.because === 'server' ? undefined : excuseSilence(turn, latest(until, state.at), blind)
  if (until <= state.at) return
  if (state.heardAt <= silentSince) goBlind(turn, until, because)
  else excuseSilence(turn, latest(until, blind.until), { from: state.at, because: isInside ? blind.because : because })
}

/**
 * The blind time ends at `until` instead, and silence does not count before it. Presence and graces are left alone: they rest on what
 * the device recorded meanwhile, or were stopped when it began.
 */
function excuseSilence(turn: Turn, until: Instant, { from, because }: Pick<Standing['blind'], 'from' | 'because'>): void {
  const { state } = turn
  const pausedFrom = latest(state.at, state.standing.blind.until)
  state.standing = { ...state.standing, blind: { from, until, because } }
  state.watches = replaced(state.watches, (watch) =>
    watch.kind === 'contact' ? watcherOf(watch.kind).onBlind(turn, watch, pausedFrom, until) : watch,
  )
  settle(turn)
}
