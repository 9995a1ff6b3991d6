import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Instant, instant, later, minute, second } from '@bilezik/domain'
import { type Fleet, type Ledger, createLedger, runFleet } from '@bilezik/simulator'
import pg from 'pg'
import { afterAll, expect, test, vi } from 'vitest'
import { compareWithDatabase, hasCaughtUp, isOurs } from './kept-promise.ts'
import { contactEveryMs, peopleAtHome, register, setUp } from './kept-at-home.ts'
import { type Place, takePlace } from './place.ts'
import { killPostgres } from './postgres-processes.ts'
import { seeded, shuffled } from './seeded.ts'
import { type Ports, Served, anyPorts, ownerUrlOf } from './served.ts'

const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 1e9))
const people = 48
/** An outage after which the engine must call the time ours, and one whose silence alone would break everybody's contact. */
const shortOutageMs = 8 * second
const longOutageMs = contactEveryMs + 5 * second
/** Bound of what the registration of everyone takes on a busy machine. */
const registeringMs = 20 * second

type Round =
  | { readonly kill: 'server'; readonly downMs: number; readonly isKilledWhileStarting: boolean }
  | { readonly kill: 'database' }
  | { readonly kill: 'both' }

const random = seeded(seed)
const now = (): Instant => instant(Date.now())

function plannedRounds(): readonly Round[] {
  const server = (downMs: number, isKilledWhileStarting = false): Round => ({ kill: 'server', downMs, isKilledWhileStarting })
  const rounds: Round[] = [
    ...[0, 0.5, 1].map((most) => server(most * random() * second)),
    server(0, true),
    server(0, true),
    server(shortOutageMs),
    server(longOutageMs),
    ...Array.from({ length: 4 }, (): Round => ({ kill: 'database' })),
    { kill: 'both' },
    { kill: 'both' },
  ]
  return shuffled(rounds, random)
}

let place: Place | undefined
let served: Served | undefined
const stopping = new AbortController()
afterAll(async () => {
  stopping.abort()
  await served?.stop()
  await place?.leave()
})

/** Under load again: acknowledgements of both protocols that came after this call. */
async function underLoad(ledger: Ledger): Promise<void> {
  const from = ledger.entries.length
  await vi.waitUntil(() => new Set(ledger.entries.slice(from).map((entry) => entry.protocol)).size === 2, {
    timeout: 60_000,
    interval: 50,
  })
}

interface Outage {
  readonly fromMs: number
  readonly untilMs: number
}

/** Kills, lets it be down for as long as planned, and starts what does not come back by itself. Returns when there was surely no server. */
async function play(round: Round, directory: string, ports: Ports): Promise<Outage | undefined> {
  if (round.kill === 'database') {
    await killPostgres(directory)
    return undefined
  }
  const fromMs = Date.now()
  await Promise.all([served?.kill(), round.kill === 'both' && killPostgres(directory)])
  if (round.kill === 'server') await sleep(round.downMs)
  let untilMs = Date.now()
  served = new Served(directory, ports)
  if (round.kill === 'server' && round.isKilledWhileStarting) {
    await sleep(random() * 2 * second)
    await served.kill()
    untilMs = Date.now()
    served = new Served(directory, ports)
  }
  await served.ready
  return { fromMs, untilMs }
}

async function start(directory: string, strapCutAt: Instant) {
  served = new Served(directory, anyPorts)
  const ready = await served.ready
  const service = await setUp(ready.url, ready.setupToken ?? '')
  const watched = peopleAtHome({ seed, count: people, from: now(), until: later(now(), 15 * minute), strapCutAt })
  const from = later(now(), registeringMs)
  for (const person of watched) await register(service, person, from)
  expect(now(), 'everyone is registered before the orders begin').toBeLessThan(from)
  // A device of whole seconds rounds down, and must not fall before the order.
  await sleep(from - now() + 1 * second)
  const ledger = createLedger()
  const fleet = runFleet({
    people: watched,
    gateway: {
      gt06: { host: '127.0.0.1', port: ready.ports.gt06 },
      osmand: { baseUrl: `http://127.0.0.1:${ready.ports.osmand}` },
    },
    signal: stopping.signal,
    log: { info: () => {}, debug: () => {} },
    // After a long outage most devices come back only after the engine looks at the clock again, as they do in the field:
    // were the outage not known to be ours, their silence would be taken for theirs.
    settings: { reportEveryMs: 1 * second, heartbeatEveryMs: 1.5 * second, answerWithinMs: 5 * second, retryUpToMs: 12 * second },
    ledger,
  })
  return { ports: ready.ports, url: ready.url, ledger, fleet }
}

async function untilDelivered(fleet: Fleet): Promise<void> {
  // What a second of reporting leaves on its way is not a backlog.
  await vi.waitUntil(() => fleet.statistics().open === people && fleet.statistics().backlog < people * 4, {
    timeout: 60_000,
    interval: 100,
  })
}

/** Who is alerted for what, and the outages of ours beside them: what a failure is understood from. */
async function alertsIn(owner: pg.Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ line: string }>(
    `SELECT kind || CASE WHEN kind = 'strap-cut' THEN '' ELSE format(' of %s since %s, due %s, raised %s, %s; %s; outages of ours: %s',
       d.identifier, began_at, noticed_at, raised_at, state, reason, (SELECT string_agg(during::text, ' ' ORDER BY id) FROM server_outages)) END AS line
     FROM alerts a JOIN kit_devices k USING (person_id) JOIN devices d ON d.id = k.device_id ORDER BY raised_at`,
  )
  return rows.map((row) => row.line)
}

test('kill -9 of server and database under load loses and doubles no acknowledged reading, and nobody is alerted for it', async () => {
  const rounds = plannedRounds()
  console.log(`crash: seed ${seed} (CRASH_SEED repeats it), ${rounds.length} rounds`)
  place = await takePlace()
  const dataDir = path.join(place.folder, 'data')
  const { ports, url, ledger, fleet } = await start(dataDir, later(now(), 100 * second))
  const outages: Outage[] = []
  for (const [index, round] of rounds.entries()) {
    await underLoad(ledger)
    await sleep(random() * 3 * second)
    const acknowledged = ledger.entries.length
    const outage = await play(round, dataDir, ports)
    if (outage) outages.push(outage)
    const away = outage ? `, away for ${((outage.untilMs - outage.fromMs) / second).toFixed(1)} s` : ''
    console.log(`crash: round ${index + 1}: kill -9 ${round.kill} after ${acknowledged} acknowledgements${away}`)
  }
  await underLoad(ledger)
  await untilDelivered(fleet)
  stopping.abort()
  const last = await fleet.finished
  const stoppedMs = Date.now()

  const owner = new pg.Client({ connectionString: await ownerUrlOf(dataDir) })
  await owner.connect()
  try {
    await vi.waitUntil(() => hasCaughtUp(owner), { timeout: 60_000, interval: 100 })
    console.log(`crash: the engine has caught up ${((Date.now() - stoppedMs) / second).toFixed(1)} s after the fleet stopped`)
    // The cut strap is the proof that alerts are raised at all; nothing else gave anyone a reason.
    await vi.waitFor(async () => expect(await alertsIn(owner)).toEqual(['strap-cut']), {
      timeout: 20_000,
      interval: 200,
    })
    // A few rounds more of the engine, for what its wake-ups might still find; well within the shortest silence that counts.
    await sleep(5 * second)
    expect(await alertsIn(owner)).toEqual(['strap-cut'])
    const compared = await compareWithDatabase(owner, ledger.entries)
    expect(compared).toEqual({ acknowledged: ledger.entries.length, lost: [], doubled: [] })
    const long = outages.filter(({ fromMs, untilMs }) => untilMs - fromMs >= shortOutageMs)
    expect(long.length).toBeGreaterThanOrEqual(2)
    for (const { fromMs, untilMs } of long) expect(await isOurs(owner, fromMs + 1 * second, untilMs)).toBe(true)
    expect((await fetch(new URL('/api/ready', url))).status).toBe(200)
    const { acknowledged, lost, doubled } = compared
    const repeated = last.sent - last.acknowledged - last.backlog
    console.log(
      `crash: ${rounds.length} rounds, ${acknowledged} acknowledged, lost ${lost.length}, doubled ${doubled.length}; at least ${Math.max(0, repeated)} sent again, ${last.reconnects} reconnects`,
    )
  } finally {
    await owner.end()
  }
})
