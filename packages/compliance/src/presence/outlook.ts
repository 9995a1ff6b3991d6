import { type DeviceId, type Instant, type Shape, boundsOf, distanceMetres } from '@bilezik/domain'
import { kitDevice } from '../kit.ts'
import type { Watch, WatchState, ZoneBelief, ZoneWatch } from '../state.ts'
import type { KitDevice, WatchPlan, WatchPolicy } from '../stream.ts'
import { longAgo, never } from '../time.ts'
import { certainty, isAlike, lowestScore, noBelief, weigh } from './belief.ts'
import { circleEvidence, farEvidence, farMetresOf } from './evidence.ts'
import { borderMetres } from './outline.ts'
import type { Fixed } from './place.ts'
import { zoneEvidence } from './zone-evidence.ts'

/** What is believed of most zones most of the time. One object for everybody is always at hand. */
const settledBelief: ZoneBelief = {
  ...noBelief(longAgo),
  score: lowestScore,
  side: 'ordinary',
  lean: -1,
  lastSpoke: -1,
  heldUntil: never,
  presence: { kind: 'inside', since: longAgo, belief: certainty(lowestScore) },
}

/** A zone of which the settled belief holds, a zone of which another does and which has to be asked, or no zone. */
export type Regard = ZoneWatch['kind'] | 'unsettled' | 'no-zone'

/**
 * Most fixes only confirm what is believed of all of a person's zones. What it takes to see that is laid side by side: states are cold
 * in the processor's caches, and every object on the way to a zone is a walk to memory. It is a memory of what the plan and the
 * watches say, and changes speed, never an answer: a zone is passed over only when weighing the fix for it would change nothing.
 */
export interface Outlook {
  /** The device asked for last, and when it is in the kit. */
  device: KitDevice | undefined
  deviceId: DeviceId | undefined
  deviceFrom: Instant
  deviceUntil: Instant
  /** The watches that the rest tells of; then one entry for each of them. */
  watches: readonly Watch[]
  readonly regards: Regard[]
  readonly shapes: (Shape | undefined)[]
  /** South, west, north, east of each settled forbidden place in turn; of other watches no numbers. */
  readonly bounds: number[]
  /** A place, and how far from it no settled forbidden place begins; below zero until that was asked. */
  lat: number
  lon: number
  freeMetres: number
  /** The settled home, if there is one and it is a circle; else a radius below zero. */
  homeLat: number
  homeLon: number
  homeRadiusMetres: number
  /** Of the fix at hand: whether it says nothing new of a settled forbidden place far from it, and whether all of them are. */
  isFarQuiet: boolean
  isFarFromAll: boolean
}

/** Beyond it distances in the plane at the fix are no longer good to a hundredth. */
const planarMetres = 50_000
const reserve = 0.01
/** Who lives beside a forbidden place has it asked; only after a move is it worth looking around again. */
const enoughMove = 100

const ofPlans = new WeakMap<WatchPlan, Outlook>()

function noOutlook(): Outlook {
  // Numbers that are no whole ones: the compiler then takes the fields for what they will be.
  return {
    device: undefined,
    deviceId: undefined,
    deviceFrom: never,
    deviceUntil: never,
    watches: [],
    regards: [],
    shapes: [],
    bounds: [],
    lat: 0.5,
    lon: 0.5,
    freeMetres: -0.5,
    homeLat: 0.5,
    homeLon: 0.5,
    homeRadiusMetres: -0.5,
    isFarQuiet: false,
    isFarFromAll: false,
  }
}

/** One that tells of approach holds a second belief, about a wider border. */
function regardOf(watch: Watch): Regard {
  if (!('belief' in watch)) return 'no-zone'
  return watch.approach !== undefined || !isAlike(watch.belief, settledBelief) ? 'unsettled' : watch.kind
}

function shapeOf({ conditions }: WatchPlan, { conditionIndex }: Watch): Shape | undefined {
  const rule = conditions[conditionIndex]?.rule
  return rule && 'zone' in rule ? rule.zone.shape : undefined
}

function rememberHome(outlook: Outlook): void {
  const { regards, shapes } = outlook
  const index = regards.indexOf('curfew')
  const home = shapes[index]
  const isCircle = home?.kind === 'circle' && regards.lastIndexOf('curfew') === index
  outlook.homeRadiusMetres = isCircle ? home.radiusMetres : -0.5
  outlook.homeLat = isCircle ? home.centre.lat : 0.5
  outlook.homeLon = isCircle ? home.centre.lon : 0.5
}

const unbounded = { south: NaN, west: NaN, north: NaN, east: NaN }

function rememberBounds(bounds: number[], index: number, regard: Regard, shape: Shape | undefined): void {
  const { south, west, north, east } = regard === 'exclusion' && shape ? boundsOf(shape) : unbounded
  bounds[4 * index] = south
  bounds[4 * index + 1] = west
  bounds[4 * index + 2] = north
  bounds[4 * index + 3] = east
}

/** Only zones that have changed are looked at anew; what is no zone changes with every reading, and never becomes one. */
function follow(outlook: Outlook, { plan, watches }: WatchState): void {
  const { watches: before, regards, shapes, bounds } = outlook
  const isSameLength = before.length === watches.length
  let isChanged = !isSameLength
  outlook.watches = watches
  regards.length = watches.length
  shapes.length = watches.length
  for (let i = 0; i < watches.length; i++) {
    const watch = watches[i] as Watch
    if (isSameLength && (watch === before[i] || regards[i] === 'no-zone')) continue
    const regard = regardOf(watch)
    if (isSameLength && regard === 'unsettled' && regards[i] === 'unsettled') continue
    regards[i] = regard
    shapes[i] = shapeOf(plan, watch)
    rememberBounds(bounds, i, regard, shapes[i])
    isChanged = true
  }
  if (!isChanged) return
  outlook.freeMetres = -0.5
  rememberHome(outlook)
}

/** The outlook of the person whose state this is: good until the next question about the same plan. */
export function outlookOf(state: WatchState): Outlook {
  let outlook = ofPlans.get(state.plan)
  if (!outlook) {
    outlook = noOutlook()
    ofPlans.set(state.plan, outlook)
  }
  if (outlook.watches !== state.watches) follow(outlook, state)
  return outlook
}

/** As `kitDevice`, which is asked again only for another device or another time. */
export function deviceIn(outlook: Outlook, plan: WatchPlan, deviceId: DeviceId, at: Instant): KitDevice | undefined {
  if (deviceId === outlook.deviceId && outlook.deviceFrom <= at && at < outlook.deviceUntil) return outlook.device
  const device = kitDevice(plan, deviceId, at)
  if (!device) return undefined
  outlook.device = device
  outlook.deviceId = deviceId
  outlook.deviceFrom = device.from
  outlook.deviceUntil = device.until
  return device
}

/** A lower bound of the distance to what these bounds hold, good to a hundredth near by; not a number where there are none. */
function metresToBounds(bounds: readonly number[], index: number, fixed: Fixed): number {
  const at = 4 * index
  const lats = Math.max((bounds[at] as number) - fixed.lat, fixed.lat - (bounds[at + 2] as number), 0)
  const lons = Math.max((bounds[at + 1] as number) - fixed.lon, fixed.lon - (bounds[at + 3] as number), 0)
  const y = lats * fixed.metresPerLat
  const x = lons * fixed.metresPerLon
  // On the far side of the globe the short way round may be the other one.
  return lons < 180 ? Math.sqrt(x * x + y * y) : 0
}

/** Looks how far it is from here to the nearest settled forbidden place; beyond `enoughMetres`, that it is at least so far. */
function lookAround(outlook: Outlook, fixed: Fixed, enoughMetres: number): void {
  const { regards, shapes, bounds } = outlook
  let free = planarMetres
  for (let i = 0; i < regards.length; i++) {
    if (regards[i] !== 'exclusion') continue
    const least = metresToBounds(bounds, i, fixed)
    free = Math.min(free, least > enoughMetres ? least : borderMetres(fixed, shapes[i] as Shape, enoughMetres))
  }
  outlook.lat = fixed.lat
  outlook.lon = fixed.lon
  outlook.freeMetres = Math.max(0, free)
}

/** Whether no settled forbidden place is within so many metres. */
function isFree(outlook: Outlook, fixed: Fixed, metres: number): boolean {
  const moved = outlook.freeMetres < 0 ? Infinity : distanceMetres(fixed, outlook)
  if (outlook.freeMetres * (1 - reserve) - moved * (1 + reserve) > metres) return true
  if (moved < enoughMove || metres > planarMetres / 4) return false
  lookAround(outlook, fixed, 4 * metres)
  return outlook.freeMetres * (1 - reserve) > metres
}

/** Makes the outlook ready to be asked about this fix. */
export function lookFrom(outlook: Outlook, fixed: Fixed, policy: WatchPolicy): void {
  outlook.isFarQuiet = weigh(settledBelief, fixed, farEvidence(fixed), 'inside', policy) === settledBelief
  outlook.isFarFromAll = outlook.isFarQuiet && isFree(outlook, fixed, farMetresOf(fixed))
}

function isFarAway(outlook: Outlook, index: number, fixed: Fixed): boolean {
  if (!outlook.isFarQuiet || outlook.isFarFromAll) return outlook.isFarFromAll
  const farMetres = farMetresOf(fixed)
  return farMetres < planarMetres && metresToBounds(outlook.bounds, index, fixed) * (1 - reserve) > farMetres
}

/** Whether the fix that it was made ready for only confirms what is believed of this watch's zone. */
export function isQuiet(outlook: Outlook, index: number, fixed: Fixed, policy: WatchPolicy): boolean {
  const regard = outlook.regards[index]
  if (regard === undefined || regard === 'no-zone' || regard === 'unsettled') return false
  if (regard === 'exclusion' && isFarAway(outlook, index, fixed)) return true
  const { notable, evidenceOf } = zoneEvidence[regard]
  const isHome = regard === 'curfew'
  const { homeLat, homeLon, homeRadiusMetres } = outlook
  const isCircle = isHome && homeRadiusMetres >= 0
  const evidence = isCircle
    ? circleEvidence(fixed, homeLat, homeLon, homeRadiusMetres)
    : evidenceOf(fixed, outlook.shapes[index] as Shape)
  return weigh(settledBelief, fixed, evidence, notable, policy, isHome) === settledBelief
}
