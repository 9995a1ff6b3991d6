import type pg from 'pg'
import type { Load, Loader } from './load.ts'
import { numberAt } from './numbered-record.ts'

export interface Compared {
  readonly transport: string
  /** Different records that devices have sent. */
  readonly sent: number
  readonly acknowledged: number
  /** Acknowledged, and not in the database. */
  readonly lost: number
  /** In the database more than once, acknowledged or not; or never sent in this form. */
  readonly doubled: number
  readonly sentAgain: number
}

interface StoredRow {
  readonly ms: string
  readonly lat_e7: number
  readonly lon_e7: number
  readonly times: number
}

async function compareDevice(owner: pg.Client, { transport, identifier, device }: Loader): Promise<Compared> {
  const { book } = device
  const { rows } = await owner.query<StoredRow>(
    `SELECT extract(epoch FROM r.event_at) * 1000 AS ms, r.lat_e7, r.lon_e7, count(*)::int AS times
     FROM readings r JOIN devices d ON d.no = r.device_no
     WHERE d.protocol = $1 AND d.identifier = $2 AND r.lat_e7 IS NOT NULL GROUP BY 1, 2, 3`,
    [transport.protocol, identifier],
  )
  const stored = new Set<number>()
  let doubled = 0
  for (const { ms, lat_e7, lon_e7, times } of rows) {
    const number = numberAt(lat_e7, lon_e7)
    const isOurs = number !== undefined && book.fixAt(number) === Math.round(Number(ms))
    if (number !== undefined && isOurs) stored.add(number)
    doubled += isOurs ? times - 1 : times
  }
  let lost = 0
  for (let number = 0; number < book.sent; number++) if (book.isAcknowledged(number) && !stored.has(number)) lost++
  const { sent, acknowledged, sentAgain } = book
  return { transport: transport.title, sent, acknowledged, lost, doubled, sentAgain }
}

const together = (a: Compared, b: Compared): Compared => ({
  transport: a.transport,
  sent: a.sent + b.sent,
  acknowledged: a.acknowledged + b.acknowledged,
  lost: a.lost + b.lost,
  doubled: a.doubled + b.doubled,
  sentAgain: a.sentAgain + b.sentAgain,
})

/** Every record that a device was told is safe against the database, over each transport separately. */
export async function compareLoad(owner: pg.Client, load: Load): Promise<readonly Compared[]> {
  const byTransport = new Map<string, Compared>()
  for (const loader of load.loaders) {
    const compared = await compareDevice(owner, loader)
    const former = byTransport.get(compared.transport)
    byTransport.set(compared.transport, former ? together(former, compared) : compared)
  }
  return [...byTransport.values()]
}

const columns = ['transport', 'sent', 'acknowledged', 'lost', 'doubled', 'sentAgain'] as const

/** For people: a line a transport, and their sum. */
export function tableOf(compared: readonly Compared[]): string {
  const sum = compared.length > 1 ? [{ ...compared.reduce(together), transport: 'all' }] : []
  const lines = [columns, ...[...compared, ...sum].map((row) => columns.map((column) => String(row[column])))]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)))
  return lines
    .map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '))
    .join('\n')
}
