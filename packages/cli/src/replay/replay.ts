import { userInfo } from 'node:os'
import { isoInstant } from '@bilezik/domain'
import { type AlertReplay, logCommand, replayAlert, withReader } from '@bilezik/server'
import { runningDatabase } from '../data/running-database.ts'
import { UsageError } from '../sentence-of.ts'

type Facts = AlertReplay['stored']

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function said({ kind, state, beganAt, noticedAt, endedAt }: Facts): string {
  const end = endedAt === null ? 'has not ended' : `ended ${isoInstant(endedAt)}`
  return `${kind}, ${state}: began ${isoInstant(beganAt)}, noticed ${isoInstant(noticedAt)}, ${end}.`
}

/** What the evidence of an alert rests on, one line a fix or signal. */
function grounds({ reason }: Facts): string[] {
  if (reason.kind !== 'presence') return [`  because of ${JSON.stringify(reason)}`]
  return reason.path.map(
    (fix) =>
      `  ${isoInstant(fix.at)}  ${fix.distanceMetres.toFixed(0)} m from the border, within ${fix.sigmaMetres.toFixed(0)} m, belief ${fix.logOdds.toFixed(2)}`,
  )
}

/** The replay in plain sentences. */
function sentencesOf(replay: AlertReplay): string[] {
  const { stored, derived, raisedBy, derivedBy, node, from, stepped, differences } = replay
  const start = from === null ? 'the beginning of what is stored' : `the state stored as of ${isoInstant(from)}`
  return [
    `Alert ${replay.alertId}, raised by engine ${raisedBy}.`,
    `Stored:  ${said(stored)}`,
    ...grounds(stored),
    `Replayed ${stepped} events from ${start} by engine ${derivedBy} on Node ${node}.`,
    ...(derived ? [`Derived: ${said(derived)}`, ...grounds(derived)] : ['Derived: nothing.']),
    replay.isIdentical ? 'Identical.' : `Different: ${differences.join(', ')}.`,
  ]
}

export interface ReplayOptions {
  readonly alert: string
  readonly json?: boolean
  readonly data: string
  readonly database?: string
}

/** Exit status 0: the same; 1: different; 2: it could not be asked. */
export async function runReplay({ alert, json, ...where }: ReplayOptions): Promise<void> {
  try {
    if (!uuid.test(alert)) throw new UsageError('--alert takes the ID of an alert, as the console and the interface give it.')
    const urls = await runningDatabase(where)
    const found = await withReader(urls.engine, (client) => replayAlert(client, alert))
    if (!found) throw new UsageError(`There is no alert ${alert}.`)
    const { organisationId, personId } = found
    const detail = { by: userInfo().username, isIdentical: found.isIdentical }
    // Before anything is shown: a look that is not on record does not happen.
    await logCommand(urls.app, [{ action: 'alert-replayed', organisationId, personId, subjectId: alert, detail }])
    console.log(json ? JSON.stringify(found, null, 2) : sentencesOf(found).join('\n'))
    process.exitCode = found.isIdentical ? 0 : 1
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    process.exitCode = 2
  }
}
