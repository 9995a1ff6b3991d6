import { setTimeout as sleep } from 'node:timers/promises'
import { second } from '@bilezik/domain'
import { afterAll, expect, test } from 'vitest'
import { compareLoad, tableOf } from './load/compare.ts'
import { type LoadedServer, startLoaded } from './load/start-loaded.ts'
import { killBackend, killPostgres } from './postgres-processes.ts'
import { seeded, shuffled } from './seeded.ts'
import { withOwner } from './with-owner.ts'

const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 1e9))
const rounds = Number(process.env['CRASH_ROUNDS'] ?? 10)
/** Bound of one round on a busy machine; an ordinary one takes about five seconds. */
const roundMs = 60 * second
const random = seeded(seed)
/** Of every device in each round before its kill, and of every transport in all: fewer would prove nothing. */
const leastBeforeKill = 25
const leastAcknowledged = 200

const kinds = ['server', 'server while starting', 'database', 'one process of the database', 'both'] as const
type Kind = (typeof kinds)[number]

/** Every kind in every ten, in an order of its own. */
function plannedRounds(): readonly Kind[] {
  const ten: readonly Kind[] = [...kinds, 'server', 'server', 'database', 'both', 'both']
  return Array.from({ length: Math.ceil(rounds / ten.length) }, () => shuffled(ten, random))
    .flat()
    .slice(0, rounds)
}

let loaded: LoadedServer | undefined
afterAll(() => loaded?.leave())

async function play(kind: Kind, server: LoadedServer): Promise<void> {
  switch (kind) {
    case 'database':
      return killPostgres(server.dataDir)
    case 'one process of the database':
      return killBackend(server.dataDir, random)
    case 'server':
      await server.served.kill()
      await sleep(random() * second)
      return server.serve()
    case 'server while starting':
      await server.served.kill()
      server.begin()
      await sleep(random() * 2 * second)
      await server.served.kill()
      return server.serve()
    case 'both':
      await Promise.all([server.served.kill(), killPostgres(server.dataDir)])
      return server.serve()
    default:
      kind satisfies never
  }
}

test(
  `kill -9 of server and database in ${rounds} rounds under load loses and doubles nothing that was acknowledged over any transport`,
  {
    timeout: 120 * second + rounds * roundMs,
  },
  async () => {
    const plan = plannedRounds()
    console.log(`crash over every transport: seed ${seed} (CRASH_SEED repeats it), ${rounds} rounds (CRASH_ROUNDS sets them)`)
    const server = (loaded = await startLoaded({ random }))
    const { load } = server
    const startedMs = Date.now()
    load.start()
    for (const [index, kind] of plan.entries()) {
      await load.isFlowing(leastBeforeKill)
      await sleep(random() * 1.5 * second)
      const { acknowledged } = load
      const killedMs = Date.now()
      await play(kind, server)
      const tookMs = Date.now() - killedMs
      console.log(
        `crash over every transport: round ${index + 1}: kill -9 ${kind} after ${acknowledged} acknowledgements, ${(tookMs / second).toFixed(1)} s`,
      )
    }
    await load.isFlowing(leastBeforeKill)
    load.stop()
    const compared = await withOwner(await server.ownerUrl(), (owner) => compareLoad(owner, load))
    console.log(
      `crash over every transport: ${rounds} rounds in ${Math.round((Date.now() - startedMs) / second)} s\n${tableOf(compared)}`,
    )
    expect(compared.filter(({ lost, doubled }) => lost > 0 || doubled > 0)).toEqual([])
    expect(compared.filter(({ acknowledged }) => acknowledged < leastAcknowledged)).toEqual([])
    expect((await fetch(new URL('/api/ready', server.url))).status).toBe(200)
  },
)
