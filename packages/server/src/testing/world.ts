import { setTimeout as sleep } from 'node:timers/promises'
import { type WatchPlan, defaultPolicy } from '@bilezik/compliance'
import { migrate, newOrderKey, outlivingConnections, wrapKey } from '@bilezik/database'
import { type TestDatabase, createTestDatabase } from '@bilezik/database/testing'
import {
  type Condition,
  type DeviceId,
  type Instant,
  type LineageId,
  type OrderId,
  type PersonId,
  type ProtocolName,
  type Rule,
  instant,
  isoInstant,
} from '@bilezik/domain'
import pg from 'pg'

export interface NewPerson {
  readonly organisationId: string
  readonly protocol: ProtocolName
  readonly identifier: string
  readonly rules: readonly Rule[]
  readonly termFrom: Instant
  readonly termUntil: Instant
  /** The device's own key, where its protocol signs. */
  readonly secret?: Buffer
}

export interface MadePerson {
  readonly personId: PersonId
  readonly orderId: OrderId
  readonly deviceId: DeviceId
}

/** A database of its own with organisations and watched persons, for tests of the gateway and the engine. */
export interface World {
  readonly database: TestDatabase
  readonly masterKey: Buffer
  /** As the owner of the tables: sees and may do everything. */
  readonly owner: pg.Pool
  addOrganisation(name: string): Promise<string>
  addPerson(person: NewPerson): Promise<MadePerson>
  /** Until nothing holds back what was told of persons: transactions of other test files on the same server do. */
  untilTold(): Promise<void>
  end(): Promise<void>
}

/** Until a reader in commit order may see every stored event: an older transaction of anybody on the server holds it back. */
export async function untilTold(owner: Pick<pg.Pool, 'query'>): Promise<void> {
  const held = `SELECT FROM stream_events WHERE tx >= pg_snapshot_xmin(pg_current_snapshot()) LIMIT 1`
  while ((await owner.query(held)).rowCount) await sleep(20)
}

export async function makeWorld(): Promise<World> {
  const database = await createTestDatabase({ migrate: async (url) => void (await migrate(url)), key: 'latest' })
  const owner = outlivingConnections(new pg.Pool({ connectionString: database.urls.owner, max: 3 }))
  const masterKey = newOrderKey()
  const one = async <Row>(sql: string, values: readonly unknown[]): Promise<Row> =>
    (await owner.query(sql, [...values])).rows[0] as Row

  return {
    database,
    owner,
    masterKey,
    addOrganisation: async (name) => {
      const row = await one<{ id: string }>('INSERT INTO organisations (name) VALUES ($1) RETURNING id', [
        JSON.stringify({ kk: name, ru: name, en: name }),
      ])
      return row.id
    },
    addPerson: async (person) => {
      const { id: personId } = await one<{ id: PersonId }>(
        `INSERT INTO persons (organisation_id, family_name, given_name, language) VALUES ($1, 'Test', $2, 'kk') RETURNING id`,
        [person.organisationId, person.identifier],
      )
      const term = [isoInstant(person.termFrom), isoInstant(person.termUntil)]
      const { id: deviceId } = await one<{ id: DeviceId }>(
        `INSERT INTO devices (protocol, identifier, model, organisation_id, wrapped_secret) VALUES ($1, $2, 'test', $3, $4) RETURNING id`,
        [person.protocol, person.identifier, person.organisationId, person.secret ? wrapKey(person.secret, masterKey) : null],
      )
      const { id: orderId } = await one<{ id: OrderId }>(
        `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
         VALUES ($1, $2, 'house-arrest', '1', $3, tstzrange($3, $4)) RETURNING id`,
        [personId, person.organisationId, ...term],
      )
      await owner.query('INSERT INTO order_keys (order_id, wrapped_key) VALUES ($1, $2)', [
        orderId,
        wrapKey(newOrderKey(), masterKey),
      ])
      await owner.query(
        `INSERT INTO kit_devices (device_id, person_id, role, during) VALUES ($1, $2, 'worn', tstzrange($3, NULL))`,
        [deviceId, personId, term[0]],
      )
      const conditions: Condition[] = []
      for (const rule of person.rules) {
        const { id: lineageId } = await one<{ id: LineageId }>(
          `INSERT INTO conditions (order_id, rule, source_kind, during) VALUES ($1, $2, 'order', tstzrange($3, $4)) RETURNING lineage_id AS id`,
          [orderId, JSON.stringify(rule), ...term],
        )
        conditions.push({ lineageId, orderId, version: 1, from: person.termFrom, until: person.termUntil, rule })
      }
      const kit = [{ deviceId, role: 'worn', from: person.termFrom, until: instant(253_402_300_799_000) }] as const
      const plan: WatchPlan = { conditions, kit, policy: defaultPolicy, permits: [], daysOff: [] }
      await owner.query('INSERT INTO stream_events (person_id, at, body) VALUES ($1, $2, $3)', [
        personId,
        term[0],
        JSON.stringify({ kind: 'plan', plan }),
      ])
      return { personId, orderId, deviceId }
    },
    untilTold: () => untilTold(owner),
    end: async () => {
      await owner.end()
      await database.drop()
    },
  }
}
