import { expect, inject, onTestFinished, test } from 'vitest'
import { withClient } from '../embedded/probe.ts'
import { LOGIN_ROLES, roleName } from '../embedded/roles.ts'
import { createTestDatabase } from './test-database.ts'

const rowsOf = (url: string, sql: string) => withClient(url, async (client) => (await client.query(sql)).rows as unknown[])
const migrateBy = (sql: string) => async (ownerUrl: string) => void (await rowsOf(ownerUrl, sql))

test('databases of one key are migrated once and share nothing', async () => {
  const key = `key ${Math.random()}`
  let migrations = 0
  const migrate = async (ownerUrl: string) => {
    migrations++
    await rowsOf(ownerUrl, 'create table noted (id int); grant select, insert on noted to bilezik_app')
  }
  const [one, other] = await Promise.all([createTestDatabase({ key, migrate }), createTestDatabase({ key, migrate })])
  onTestFinished(async () => void (await Promise.all([one.drop(), other.drop()])))
  expect(migrations).toBe(1)
  await rowsOf(one.urls.app, 'insert into noted values (1)')
  expect(await rowsOf(one.urls.app, 'select id from noted')).toEqual([{ id: 1 }])
  expect(await rowsOf(other.urls.app, 'select id from noted')).toEqual([])
  for (const role of LOGIN_ROLES)
    expect(await rowsOf(one.urls[role], 'select current_user')).toEqual([{ current_user: roleName(role) }])
  await expect(rowsOf(one.urls.intake, 'select id from noted')).rejects.toThrow('permission denied')
  expect(await rowsOf(one.urls.intake, 'create temporary table batch (id int)')).toEqual([])
  await expect(rowsOf(one.urls.app, 'create temporary table batch (id int)')).rejects.toThrow('permission denied')
})

test('a migration that fails is reported and tried again by the next', async () => {
  const key = `key ${Math.random()}`
  await expect(createTestDatabase({ key, migrate: migrateBy('create table half (id int); select 1 / 0') })).rejects.toThrow(
    'division by zero',
  )
  const database = await createTestDatabase({ key, migrate: migrateBy('create table whole (id int)') })
  expect(await rowsOf(database.urls.owner, "select relname from pg_class where relnamespace = 'public'::regnamespace")).toEqual([
    { relname: 'whole' },
  ])
  await database.drop()
  expect(await rowsOf(inject('superuserUrl'), `select 1 from pg_database where datname = '${database.name}'`)).toEqual([])
})
