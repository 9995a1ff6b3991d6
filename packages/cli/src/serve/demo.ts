import { api } from '@bilezik/contract'
import { type Instant, instant } from '@bilezik/domain'
import type { DemoAccount, RunningServer } from '@bilezik/server'
import {
  type DemoAccount as SimulatedAccount,
  type Fleet,
  type SimulatedPerson,
  demoAccounts,
  demoBackfill,
  demoOrganisations,
  makePopulation,
  runFleet,
  seedDemo,
} from '@bilezik/simulator'
import type { Logger } from 'pino'
import { UsageError } from '../sentence-of.ts'

/** Public: it opens nothing but simulated people on a server started with --demo. */
export const demoPassword = 'bilezik-demo'
export const demoAdministrator = 'administrator'
const seed = 1369

const offered = ['operator', 'head', 'centre']
/** The organisation at the top, of the first administrator. */
const ministry = { kk: 'Министрлік', ru: 'Министерство', en: 'Ministry' }
const nameOf = (organisation: SimulatedAccount['organisation']) =>
  demoOrganisations.find(({ key }) => key === organisation)?.name ?? ministry

/** What the sign-in page of a demo offers: one subdivision's operator and head, an operator who sees everyone, the administrator. */
export const shownAccounts: readonly DemoAccount[] = [
  ...demoAccounts
    .filter((account) => offered.includes(account.login))
    .map(({ login, role, organisation }) => ({ login, password: demoPassword, role, organisation: nameOf(organisation) })),
  { login: demoAdministrator, password: demoPassword, role: 'administrator', organisation: ministry },
]

async function setUp(server: RunningServer, token: string): Promise<void> {
  const response = await fetch(new URL(api.setUp.path, server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token,
      login: demoAdministrator,
      name: 'Байжанов Нұрлан',
      password: demoPassword,
      organisationName: ministry,
    }),
  })
  if (!response.ok) throw new Error(`The demo could not be set up: ${response.status} ${await response.text()}`)
}

export interface RunningDemo {
  readonly people: readonly SimulatedPerson[]
  readonly fleet: Fleet
  stop(): Promise<void>
}

export interface DemoOptions {
  readonly server: RunningServer
  readonly people: number
  readonly log: Logger
  readonly tell: (sentence: string) => void
}

/** Fills a demo through its own interfaces: accounts and orders over REST, positions over the device sockets. */
export async function startDemo({ server, people: count, log, tell }: DemoOptions): Promise<RunningDemo> {
  const { gt06, osmand } = server.devicePorts
  if (gt06 === undefined || osmand === undefined) throw new UsageError('The demo needs its ports for GT06 and OsmAnd devices.')
  if (server.setupToken !== undefined) await setUp(server, server.setupToken)
  const now: Instant = instant(Date.now())
  const people = makePopulation({ seed, count, startAt: now })
  let told = 0
  const report = await seedDemo({
    api: { baseUrl: server.url, administrator: { login: demoAdministrator, password: demoPassword }, password: demoPassword },
    people,
    now,
    onProgress: (done, total) => {
      const tenth = Math.floor((done / total) * 4)
      if (tenth === told) return
      told = tenth
      tell(`Registering simulated people: ${done} of ${total}`)
    },
  })
  const stopping = new AbortController()
  const fleet = runFleet({
    people,
    gateway: {
      gt06: { host: '127.0.0.1', port: gt06 },
      osmand: { baseUrl: `http://127.0.0.1:${osmand}` },
    },
    signal: stopping.signal,
    log: { info: (message) => log.info(message), debug: (message) => log.debug(message) },
    backfill: demoBackfill(now, report.lastHeardAt),
  })
  return {
    people,
    fleet,
    stop: async () => {
      stopping.abort()
      await fleet.finished
    },
  }
}
