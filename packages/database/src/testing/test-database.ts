import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { inject } from 'vitest'
import { withClient } from '../embedded/probe.ts'
import { grantDatabase, LOGIN_ROLES, type RoleUrls, roleName } from '../embedded/roles.ts'

export interface CreateTestDatabaseInput {
  /** Runs once per `key` and test run, on the template that all databases of that key are copied from. */
  readonly migrate: (ownerUrl: string) => Promise<void>
  readonly key: string
}

export interface TestDatabase {
  readonly name: string
  readonly urls: RoleUrls
  readonly superuserUrl: string
  drop(): Promise<void>
}

/** A fresh migrated database on the run's throwaway server. Needs test-cluster.ts as vitest's globalSetup. */
export async function createTestDatabase({ migrate, key }: CreateTestDatabaseInput): Promise<TestDatabase> {
  const superuserUrl = inject('superuserUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await withClient(superuserUrl, async (client) => {
    const template = await ensureTemplate(client, key, migrate)
    await client.query(`create database ${name} template ${template} owner ${roleName('owner')}`)
    await grantDatabase(client, name)
  })
  return {
    name,
    urls: urlsOf(name),
    superuserUrl: withDatabase(superuserUrl, name),
    drop: () =>
      withClient(superuserUrl, async (client) => {
        // A connection that is just closing and is thrown out instead would fail the test run by its last event.
        await waitUntilLeft(client, name).catch(() => undefined)
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

async function ensureTemplate(client: Client, key: string, migrate: (ownerUrl: string) => Promise<void>): Promise<string> {
  const template = `template_${createHash('sha256').update(key).digest('hex').slice(0, 24)}`
  // Test files run in several processes: the first builds, the others wait here. The lock goes with the connection.
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [template])
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [template])
    if (rowCount === 0) await buildTemplate(client, template, migrate)
    return template
  } finally {
    await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', [template])
  }
}

async function buildTemplate(client: Client, template: string, migrate: (ownerUrl: string) => Promise<void>): Promise<void> {
  // What a failed attempt left behind is not marked as a template.
  await client.query(`drop database if exists ${template} with (force)`)
  await client.query(`create database ${template} owner ${roleName('owner')}`)
  await grantDatabase(client, template)
  await migrate(urlsOf(template).owner)
  await waitUntilLeft(client, template)
  await client.query(`alter database ${template} is_template true allow_connections false`)
}

/** A database is copied only while nobody is connected, and a pool's last connections close in their own time. */
async function waitUntilLeft(client: Client, database: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [database])
    if (rowCount === 0) return
    await sleep(50)
  }
  throw new Error(`${database} is still in use five seconds after its migration`)
}

function urlsOf(database: string): RoleUrls {
  const urls = inject('roleUrls')
  const [owner, app, intake, engine] = LOGIN_ROLES.map((role) => withDatabase(urls[role], database)) as [
    string,
    string,
    string,
    string,
  ]
  return { owner, app, intake, engine }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
