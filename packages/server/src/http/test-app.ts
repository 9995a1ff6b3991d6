import { type Database, createDatabase, createPool, migrate, newOrderKey, outlivingConnections } from '@bilezik/database'
import { type TestDatabase, createTestDatabase } from '@bilezik/database/testing'
import { type Instant, type Localised, type Role, instant } from '@bilezik/domain'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { ensureSetupToken } from '../accounts/set-up.ts'
import type { AppConfig } from './context.ts'
import type { Renderer } from '../documents/render/renderer.ts'
import { createApp } from './create-app.ts'
import { TestBrowser } from './test-browser.ts'

export const password = 'a long enough password'

export interface TestApp {
  readonly app: FastifyInstance
  readonly database: TestDatabase
  /** Sees and may do everything. */
  readonly owner: pg.Pool
  /** As the application, without any scope. */
  readonly appPool: pg.Pool
  readonly masterKey: Buffer
  readonly logged: string[]
  /** What the server takes for now; moves only when told. */
  readonly clock: { now: Instant }
  /** The first administrator, of the root organisation. */
  readonly administrator: TestBrowser
  readonly rootId: string
  browser(): TestBrowser
  signedIn(login: string): Promise<TestBrowser>
  addOrganisation(name: string, parentId?: string): Promise<string>
  addUser(role: Role, organisationId: string, login: string): Promise<TestBrowser>
  end(): Promise<void>
}

function inAllLanguages(name: string): Localised {
  return { kk: name, ru: name, en: name }
}

async function connect() {
  const database = await createTestDatabase({ migrate: async (url) => void (await migrate(url)), key: 'latest' })
  const appPool = createPool({
    url: database.urls.app,
    applicationName: 'test-app',
    maxConnections: 6,
    statementTimeoutMs: 20_000,
    onIdleError: () => {},
  })
  const owner = outlivingConnections(new pg.Pool({ connectionString: database.urls.owner, max: 2 }))
  return { database, appPool, owner, db: createDatabase(appPool) }
}

type Made = Omit<TestApp, 'administrator' | 'rootId' | 'browser' | 'signedIn' | 'addOrganisation' | 'addUser' | 'end'> & {
  readonly db: Database
}

async function make(config: Partial<AppConfig>, consoleDir: string | undefined, renderer: Renderer | undefined): Promise<Made> {
  const connected = await connect()
  const masterKey = newOrderKey()
  const clock = { now: instant(Date.now()) }
  const logged: string[] = []
  const ordinary = {
    isDemo: false,
    version: 'test',
    mapTilesUrl: null,
    addressServiceUrl: null,
    isSecure: false,
    demoAccounts: [],
  }
  const app = await createApp({
    db: connected.db,
    appUrl: connected.database.urls.app,
    masterKey,
    config: { ...ordinary, requestsPerMinute: 100_000, ...config },
    log: pino({ level: 'debug' }, { write: (line) => void logged.push(line) }),
    registry: new Registry(),
    clock: () => clock.now,
    ...(consoleDir !== undefined && { consoleDir }),
    ...(renderer && { renderer }),
  })
  await app.ready()
  return { ...connected, app, masterKey, clock, logged }
}

/** A server on a database of its own, set up with its first administrator. */
export async function startTestApp(config: Partial<AppConfig> = {}, consoleDir?: string, renderer?: Renderer): Promise<TestApp> {
  const made = await make(config, consoleDir, renderer)
  const browser = () => new TestBrowser(made.app)
  const administrator = browser()
  const token = await ensureSetupToken(made.db)
  const first = { token, login: 'administrator', name: 'First Administrator', password, organisationName: inAllLanguages('Root') }
  const { organisation } = await administrator.done('setUp', { body: first })
  const signedIn = async (login: string) => {
    const theirs = browser()
    await theirs.done('signIn', { body: { login, password } })
    return theirs
  }
  return {
    ...made,
    administrator,
    rootId: organisation.id,
    browser,
    signedIn,
    addOrganisation: async (name, parentId = organisation.id) =>
      (await administrator.done('createOrganisation', { body: { name: inAllLanguages(name), parentId } })).id,
    addUser: async (role, organisationId, login) => {
      const account = { login, name: `Name of ${login}`, password, role, organisationId, language: 'ru' }
      await administrator.done('createUser', { body: account })
      return signedIn(login)
    },
    end: async () => {
      await made.app.close()
      await Promise.all([made.db.destroy(), made.owner.end()])
      await made.database.drop()
    },
  }
}
