import { cpus } from 'node:os'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { type WatchEvent, type WatchState, defaultPolicy, initialState, step } from '@bilezik/compliance'
import {
  type Condition,
  type DeviceId,
  type FixReading,
  type LatLon,
  type LineageId,
  type OrderId,
  type PersonId,
  type Rule,
  type Shape,
  hour,
  instant,
  minute,
  roundTheClock,
} from '@bilezik/domain'

// The whole engine, reasons included: each person has a curfew at home and four exclusion zones, a fix a minute, and is out for
// an hour of each eight. Persons take turns, so that their states are cold in the processor's caches, as they are in production.

const persons = Number(process.env['BENCH_PERSONS'] ?? 10_000)
const fixesPerPerson = Number(process.env['BENCH_FIXES'] ?? 240)
const conditionsPerPerson = 5
const startAt = instant(1_790_000_000_000)

/** A repeatable sequence of numbers in [0, 1) (mulberry32). */
function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const random = seeded(2_026)

function near(centre: LatLon, metres: number): LatLon {
  const [angle, away] = [random() * 2 * Math.PI, random() * metres]
  return { lat: centre.lat + (away * Math.sin(angle)) / 111_200, lon: centre.lon + (away * Math.cos(angle)) / 81_000 }
}

function starPolygon(centre: LatLon, corners: number): Shape {
  const ring = Array.from({ length: corners }, (_, i) => {
    const [angle, metres] = [(2 * Math.PI * i) / corners, 200 + 100 * random()]
    return { lat: centre.lat + (metres * Math.sin(angle)) / 111_200, lon: centre.lon + (metres * Math.cos(angle)) / 81_000 }
  })
  return { kind: 'polygon', ring }
}

function planOf(home: LatLon): WatchEvent {
  const zone = (name: string, shape: Shape) => ({ name, shape })
  const night = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7] as const, startMinute: 1_320, endMinute: 360 }] }
  const rules: Rule[] = [
    {
      kind: 'curfew',
      zone: zone('home', { kind: 'circle', centre: home, radiusMetres: 100 }),
      schedule: night,
      graceMs: 5 * minute,
    },
    {
      kind: 'exclusion',
      zone: zone('circle', { kind: 'circle', centre: near(home, 5_000), radiusMetres: 300 }),
      schedule: roundTheClock,
    },
    ...[40, 69, 98].map((corners): Rule => {
      return { kind: 'exclusion', zone: zone('polygon', starPolygon(near(home, 5_000), corners)), schedule: roundTheClock }
    }),
  ]
  const conditions = rules.map((rule, i): Condition => {
    const [from, until] = [startAt, instant(startAt + 8_760 * hour)]
    return { lineageId: `lineage-${i}` as LineageId, orderId: 'order' as OrderId, version: 1, from, until, rule }
  })
  const kit = [{ deviceId: 'device' as DeviceId, role: 'worn', from: startAt, until: instant(startAt + 8_760 * hour) } as const]
  return { kind: 'plan', at: startAt, plan: { conditions, kit, policy: defaultPolicy, permits: [], daysOff: [] } }
}

function fixNear(centre: LatLon, round: number): FixReading {
  const isOut = round % 480 >= 420
  const { lat, lon } = near(centre, isOut ? 3_000 : 25)
  return { kind: 'fix', lat, lon, accuracyMetres: 3 + 10 * random(), isValid: true, source: 'gnss' }
}

export function engineBench() {
  const homes = Array.from({ length: persons }, () => near({ lat: 51.13, lon: 71.43 }, 20_000))
  const states: WatchState[] = homes.map((home, i) => step(initialState(`person-${i}` as PersonId), planOf(home)).state)
  const deviceId = 'device' as DeviceId
  let [spentMs, cpuMicros, effects] = [0, 0, 0]
  for (let round = 0; round < fixesPerPerson; round++) {
    const at = instant(startAt + (round + 1) * minute)
    // The fixes are made outside the measured time, the events inside: the shell has to make them too.
    const fixes = homes.map((home) => fixNear(home, round + 300))
    const beganMs = performance.now()
    const beganCpu = process.cpuUsage()
    for (let i = 0; i < persons; i++) {
      const reading = fixes[i] as FixReading
      const event: WatchEvent = { kind: 'reading', at, receivedAt: at, readingId: `${i}-${round}`, deviceId, reading }
      const result = step(states[i] as WatchState, event)
      states[i] = result.state
      effects += result.effects.length
    }
    spentMs += performance.now() - beganMs
    const usedCpu = process.cpuUsage(beganCpu)
    cpuMicros += usedCpu.user + usedCpu.system
  }
  const fixes = persons * fixesPerPerson
  return {
    bench: 'engine',
    fixesPerSecond: Math.round((fixes / spentMs) * 1_000),
    // All threads counted, the collector's too: what a busy machine gives to others does not blur it.
    fixesPerCpuSecond: Math.round((fixes / cpuMicros) * 1e6),
    persons,
    conditions: conditionsPerPerson,
    fixes,
    effects,
    heapMegabytes: Math.round(process.memoryUsage().heapUsed / 1e6),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(engineBench()))
