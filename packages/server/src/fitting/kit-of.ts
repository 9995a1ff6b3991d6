import { type ScopedTransaction, flagValid, kindCodes } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'

interface Signal {
  readonly device_id: string
  readonly kind: number
  readonly event_at: Instant
  readonly received_at: Instant
  readonly lat_e7: number | null
  readonly lon_e7: number | null
  readonly accuracy_dm: number | null
  readonly flags: number
  readonly detail: Readonly<Record<string, unknown>> | null
}

function fixOf(signal: Signal | undefined) {
  if (!signal || signal.lat_e7 === null || signal.lon_e7 === null || (signal.flags & flagValid) === 0) return null
  const accuracyMetres = signal.accuracy_dm === null ? null : signal.accuracy_dm / 10
  return { at: isoInstant(signal.event_at), lat: signal.lat_e7 / 1e7, lon: signal.lon_e7 / 1e7, accuracyMetres }
}

function strapOf(signal: Signal | undefined): 'closed' | 'open' | null {
  if (!signal) return null
  return signal.detail?.['signal'] === 'strap-closed' ? 'closed' : 'open'
}

function batteryOf(signal: Signal | undefined): number | null {
  const level = signal?.detail?.['levelPercent']
  return typeof level === 'number' ? Math.round(Math.max(0, Math.min(100, level))) : null
}

/** The person's kit now, with what each piece has said since the fitting; nothing before it. */
export async function kitOf(tx: ScopedTransaction, personId: string, fittedAt: Instant | null, now: Instant) {
  const pieces = await tx
    .selectFrom('kit_devices as k')
    .innerJoin('devices as d', 'd.id', 'k.device_id')
    .select(['d.id as deviceId', 'd.class as equipmentClass', 'd.identifier', 'd.model', 'd.protocol', 'k.role'])
    .where('k.person_id', '=', personId)
    .where(sql<boolean>`k.during @> ${isoInstant(now)}::timestamptz`)
    .orderBy('k.role', 'desc')
    .orderBy('d.identifier')
    .execute()
  const { rows } =
    fittedAt === null
      ? { rows: [] }
      : await sql<Signal>`SELECT * FROM kit_signals(${personId}::uuid, ${isoInstant(fittedAt)}::timestamptz)`.execute(tx)
  return pieces.flatMap(({ role, protocol, ...piece }) => {
    if (role === 'protected') return []
    const said = rows.filter((row) => row.device_id === piece.deviceId)
    const of = (kind: keyof typeof kindCodes) => said.find((row) => row.kind === kindCodes[kind])
    const heard = said.map((row) => row.received_at)
    return [
      {
        ...piece,
        role,
        speaks: protocol !== null,
        heardAt: heard.length === 0 ? null : isoInstant(heard.reduce((a, b) => (a > b ? a : b))),
        fix: fixOf(of('fix')),
        strap: strapOf(of('wear')),
        batteryPercent: batteryOf(of('power')),
      },
    ]
  })
}
