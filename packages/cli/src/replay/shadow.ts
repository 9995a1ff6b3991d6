import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { type Instant, isoInstant, parseInstant } from '@bilezik/domain'
import { type ShadowDifference, logCommand, organisationsOf, shadow, withReader } from '@bilezik/server'
import { z } from 'zod'
import { runningDatabase } from '../data/running-database.ts'
import { UsageError } from '../sentence-of.ts'

export interface ShadowCommand {
  readonly from: string
  readonly to: string
  readonly organisation?: string
  readonly policy?: string
  readonly json?: boolean
  readonly data: string
  readonly database?: string
}

const policySchema = z.strictObject({
  exitLogOdds: z.number().optional(),
  returnLogOdds: z.number().optional(),
  presenceHoldsMs: z.number().positive().optional(),
})

function moment(text: string, option: string): Instant {
  const parsed = parseInstant(Date.parse(text))
  if (!parsed.ok) throw new UsageError(`${option} takes a moment such as 2026-11-22T00:00:00Z.`)
  return parsed.value
}

const minutesOf = (ms: number): string => `${Math.round(ms / 60_000)} min`

function sentenceOf(difference: ShadowDifference): string {
  const who = `person ${difference.personId}`
  switch (difference.kind) {
    case 'only-stored':
      return `${who}: ${difference.alert.kind} of ${isoInstant(difference.alert.beganAt)} was raised and is not derived.`
    case 'only-derived':
      return `${who}: ${difference.alert.kind} of ${isoInstant(difference.alert.beganAt)} is derived and was not raised.`
    case 'other-times':
      return `${who}: ${difference.stored.kind} of ${isoInstant(difference.stored.beganAt)} is derived as of ${isoInstant(difference.derived.beganAt)}.`
    case 'presence':
      return `${who}: ${difference.value} for ${minutesOf(difference.derivedMs)} instead of ${minutesOf(difference.storedMs)}.`
    default:
      return difference satisfies never
  }
}

/** Runs the present engine over what is stored and lists what it would have said otherwise; writes nothing but the log of the look. */
export async function runShadow(options: ShadowCommand): Promise<void> {
  const [from, until] = [moment(options.from, '--from'), moment(options.to, '--to')]
  if (from >= until) throw new UsageError('--from must lie before --to.')
  const policy = options.policy === undefined ? {} : policySchema.parse(JSON.parse(await readFile(options.policy, 'utf8')))
  const urls = await runningDatabase(options)
  const totals = new Map<string, number>()
  await withReader(urls.engine, async (client) => {
    const organisationIds = await organisationsOf(client, options.organisation ?? null)
    const detail = { by: userInfo().username, from: options.from, to: options.to }
    // Before anything is shown: a look that is not on record does not happen.
    await logCommand(
      urls.app,
      organisationIds.map((organisationId) => ({ action: 'shadow-run', organisationId, detail })),
    )
    const onPerson = (done: number, of: number) => {
      if (done % 100 === 0 || done === of) console.error(`${done} of ${of} persons`)
    }
    const onCutShort = (heardUntil: Instant) =>
      console.error(`Compared up to ${isoInstant(heardUntil)}: the engine has come no further.`)
    const organisation = options.organisation === undefined ? {} : { organisationId: options.organisation }
    for await (const difference of shadow(client, {
      from,
      until,
      policy: policy as object,
      onPerson,
      onCutShort,
      ...organisation,
    })) {
      totals.set(difference.kind, (totals.get(difference.kind) ?? 0) + 1)
      console.log(options.json ? JSON.stringify(difference) : sentenceOf(difference))
    }
  })
  const counted = [...totals].map(([kind, count]) => `${count} ${kind}`)
  console.error(counted.length === 0 ? 'No differences.' : `Differences: ${counted.join(', ')}.`)
}
