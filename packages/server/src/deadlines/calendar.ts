import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import {
  calendarKnownUntil,
  calendarProvisions,
  correctedCalendar,
  explainedDaysOff,
  isWeekendDay,
  movedDays,
  officialCalendar,
} from '@bilezik/law'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { passOverTime } from './pass-over-time.ts'

/** Whether the scope is the topmost organisation: one calendar holds for all below it. */
async function isTopmost(tx: ScopedTransaction): Promise<boolean> {
  const { rows } = await sql<{ isTopmost: boolean }>`
    SELECT NOT EXISTS (SELECT FROM organisation_parents WHERE organisation_id = scope_root() AND during @> now()) AS "isTopmost"`.execute(
    tx,
  )
  return rows[0]?.isTopmost === true
}

export const getCalendar: Handler<'getCalendar'> = async ({ tx, query, session }) => {
  const [from, until] = [`${query.year}-01-01`, `${query.year + 1}-01-01`]
  const changes = await tx
    .selectFrom('calendar_changes')
    .selectAll()
    .select(sql<string | null>`name_of_user(user_id)`.as('byName'))
    .where('on_date', '>=', from)
    .where('on_date', '<', until)
    .orderBy('id', 'desc')
    .execute()
  const corrected = new Map(changes.toReversed().map((change) => [change.on_date, change]))
  const official = explainedDaysOff(from, until).map(({ on, because }) => ({
    on,
    isDayOff: true,
    because,
    citation: calendarProvisions[because].citation,
    note: movedDays.find(({ to }) => to === on)?.order ?? null,
  }))
  const worked = movedDays
    .filter((moved) => moved.from >= from && moved.from < until && isWeekendDay(moved.from))
    .map((moved) => ({
      on: moved.from,
      isDayOff: false,
      because: 'worked' as const,
      citation: calendarProvisions.moved.citation,
      note: moved.order,
    }))
  const put = [...corrected.values()].map(({ on_date: on, is_day_off: isDayOff, decree }) => ({
    on,
    isDayOff,
    because: 'corrected' as const,
    citation: null,
    note: decree,
  }))
  return {
    year: query.year,
    isKnown: from < calendarKnownUntil,
    mayCorrect: session.user.role === 'administrator' && (await isTopmost(tx)),
    days: [...[...official, ...worked].filter(({ on }) => !corrected.has(on)), ...put].toSorted((a, b) => (a.on < b.on ? -1 : 1)),
    changes: changes.map(({ id, on_date: on, is_day_off: isDayOff, decree, byName, recorded_at: at }) => ({
      id,
      on,
      isDayOff,
      decree,
      byName,
      recordedAt: isoInstant(at),
    })),
  }
}

export const correctCalendar: Handler<'correctCalendar'> = async ({ context, tx, body, now, session, log, afterCommit }) => {
  if (!(await isTopmost(tx))) refuse('calendar-not-yours')
  // Two corrections at once: their numbers come in the order of their commits, so that no pass overlooks one.
  await sql`SELECT pg_advisory_xact_lock(1415)`.execute(tx)
  const before = await tx.selectFrom('calendar_changes').select(['on_date', 'is_day_off']).orderBy('id').execute()
  const calendar = correctedCalendar(
    officialCalendar,
    before.map((change) => ({ on: change.on_date, isDayOff: change.is_day_off })),
  )
  for (const { on, isDayOff } of body.days) {
    if (calendar.isDayOff(on) === isDayOff && calendar.isKnown(on))
      refuse('case-record-impossible', { detail: `${on} is ${isDayOff ? 'a day off' : 'a working day'} already` })
  }
  await tx
    .insertInto('calendar_changes')
    .values(
      body.days.map(({ on, isDayOff }) => ({ user_id: session.user.id, on_date: on, is_day_off: isDayOff, decree: body.decree })),
    )
    .execute()
  await log({ detail: { days: body.days, decree: body.decree } })
  afterCommit(() => context.inBackground('moves proposed by a corrected calendar', passOverTime(context.db, now)))
  return {}
}
