import { type ProtocolName, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'

export const listDevices: Handler<'listDevices'> = async ({ tx, query, now }) => {
  const at = isoInstant(now)
  const rows = await tx
    .selectFrom('devices as d')
    .leftJoin('kit_devices as k', (join) =>
      join.onRef('k.device_id', '=', 'd.id').on(sql`k.during @> ${at}::timestamptz`, '=', true),
    )
    .leftJoin('persons as p', 'p.id', 'k.person_id')
    .leftJoin('person_status as s', 's.person_id', 'k.person_id')
    .select(['d.id', 'd.protocol', 'd.identifier', 'd.model', 'd.organisation_id as organisationId'])
    // What speaks to nobody stands in the register of equipment alone.
    .where('d.protocol', 'is not', null)
    .$narrowType<{ protocol: ProtocolName }>()
    .select(['p.id as personId', 'p.family_name', 'p.given_name', 'p.patronymic', 's.contact_at'])
    .select((e) =>
      e
        .selectFrom('kit_devices as other')
        .whereRef('other.person_id', '=', 'k.person_id')
        .where(sql<boolean>`other.during @> ${at}::timestamptz`)
        .select((o) => o.fn.countAll<number>().as('n'))
        .as('kitSize'),
    )
    .orderBy('d.no', 'desc')
    .limit(query.limit)
    .execute()
  return {
    devices: rows.map(({ personId, family_name, given_name, patronymic, contact_at, kitSize, ...device }) => ({
      ...device,
      wornBy:
        personId === null || family_name === null || given_name === null
          ? null
          : { personId, name: shortName({ family_name, given_name, patronymic }) },
      // What is stored is when the person's kit was heard; it says nothing of one device where the kit has several.
      lastHeardAt: contact_at === null || kitSize !== 1 ? null : isoInstant(contact_at),
    })),
  }
}

const mostUnknown = 500

export const listUnknownDevices: Handler<'listUnknownDevices'> = async ({ tx }) => {
  const rows = await tx.selectFrom('unknown_devices').selectAll().orderBy('last_heard_at', 'desc').limit(mostUnknown).execute()
  return {
    devices: rows.map((row) => ({
      protocol: row.protocol,
      identifier: row.identifier,
      firstHeardAt: isoInstant(row.first_heard_at),
      lastHeardAt: isoInstant(row.last_heard_at),
      source: row.source,
    })),
  }
}

export const listQuarantine: Handler<'listQuarantine'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('quarantine as q')
    .leftJoin('devices as d', 'd.no', 'q.device_no')
    .select(['q.received_at', 'q.protocol', 'q.source', 'd.identifier', 'q.reason', 'q.detail', 'q.size_bytes', 'q.key_no'])
    .orderBy('q.received_at', 'desc')
    .orderBy('q.id', 'desc')
    .limit(query.limit)
    .execute()
  return {
    entries: rows.map((row) => ({
      receivedAt: isoInstant(row.received_at),
      protocol: row.protocol,
      source: row.source,
      identifier: row.identifier,
      reason: row.reason,
      detail: row.detail,
      sizeBytes: row.size_bytes,
      areBytesKept: row.key_no !== null,
    })),
  }
}
