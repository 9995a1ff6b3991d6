import crypto from 'node:crypto'
import { isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { BatchDraft } from './batch-draft.ts'
import { type Collection, intervalAt } from './collection.ts'

async function storeUnreadable(client: pg.ClientBase, items: BatchDraft['unreadable'], collection: Collection): Promise<void> {
  for (const item of items) {
    const device = item.deviceNo === null ? undefined : collection.get(item.deviceNo)
    const interval = device && intervalAt(device, item.receivedAt)
    const iv = crypto.randomBytes(16)
    const sealed = interval && crypto.createCipheriv('aes-256-ctr', interval.key, iv)
    await client.query(
      `INSERT INTO quarantine (received_at, protocol, source, device_no, reason, detail, size_bytes, head, key_no, raw)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        isoInstant(item.receivedAt),
        item.protocol,
        item.source,
        device?.no ?? null,
        item.failure.code,
        item.failure.detail,
        item.raw.length,
        Buffer.from(item.raw.subarray(0, 4)),
        interval?.keyNo ?? null,
        sealed ? Buffer.concat([iv, sealed.update(item.raw), sealed.final()]) : null,
      ],
    )
  }
}

async function storeAnswers(client: pg.ClientBase, items: BatchDraft['answers'], collection: Collection): Promise<void> {
  for (const { deviceNo, message, receivedAt } of items) {
    const device = collection.get(deviceNo)
    const { token, isDone } = message.answer!
    // Outside the authorised times nothing of what a device says is kept.
    const text = device && intervalAt(device, receivedAt) ? message.answer!.text : ''
    await client.query('SELECT note_command_answer($1, $2, $3, $4, $5)', [
      deviceNo,
      token ?? null,
      isDone,
      text,
      isoInstant(receivedAt),
    ])
  }
}

/** What a batch holds besides readings: seldom anything. */
export async function storeRest(client: pg.ClientBase, draft: BatchDraft, collection: Collection): Promise<void> {
  const { uncollected } = draft
  if (uncollected.length > 0) {
    await client.query(
      `INSERT INTO uncollected (device_no, received_minute, reason)
       SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::text[]) ON CONFLICT DO NOTHING`,
      [uncollected.map((u) => u.deviceNo), uncollected.map((u) => isoInstant(u.receivedAt)), uncollected.map((u) => u.reason)],
    )
  }
  // The last word of each: a stranger may knock many times in one batch.
  const strangers = [...new Map(draft.strangers.map((s) => [`${s.protocol} ${s.identifier}`, s])).values()]
  if (strangers.length > 0) {
    await client.query('SELECT note_unknown_devices($1, $2, $3, $4)', [
      strangers.map((s) => s.protocol),
      strangers.map((s) => s.identifier),
      strangers.map((s) => isoInstant(s.receivedAt)),
      strangers.map((s) => s.source),
    ])
  }
  await storeAnswers(client, draft.answers, collection)
  for (const { deviceNo, event, source, otherSource, receivedAt } of draft.securityEvents) {
    const values = [deviceNo, event, source, otherSource ?? null, isoInstant(receivedAt)]
    await client.query('SELECT note_security_event($1, $2, $3, $4, $5)', values)
  }
  await storeUnreadable(client, draft.unreadable, collection)
}
