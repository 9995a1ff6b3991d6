import { open, readFile, writeFile } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import type { ProtocolName } from '@bilezik/domain'
import { type Codec, codecs } from '@bilezik/protocols'
import { UsageError } from '../sentence-of.ts'
import { conform } from './conform.ts'
import type { Capability } from './conversation.ts'
import type { Examination } from './examine.ts'
import { type Rehearsal, rehearse } from './rehearsal.ts'
import { reportOf } from './report/report.ts'
import { reportText } from './report/report-text.ts'
import { type ListenOn, StationError, type Transport } from './stations/station.ts'
import { terminalTester } from './terminal-tester.ts'
import { timetable } from './timetable.ts'

interface ConformCommandOptions {
  readonly protocol: ProtocolName
  readonly listen: { readonly host: string; readonly port: number }
  readonly transport?: Transport
  readonly device?: string
  readonly secret?: Uint8Array
  readonly expect: ReadonlySet<Capability>
  readonly minutes: number
  readonly pace: number
  readonly unattended: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly json?: string
  readonly rehearse?: string | true
}

/** What goes on beside the report. */
const tell = (sentence: string): void => console.error(sentence)

/** Ctrl+C ends the examination with what is known so far. A second one ends the program. */
function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  return stopping.signal
}

async function listenOn({ listen, tlsCert, tlsKey }: ConformCommandOptions): Promise<ListenOn> {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new UsageError('TLS needs both: give --tls-cert and --tls-key.')
  if (tlsCert === undefined || tlsKey === undefined) return listen
  return { ...listen, tls: { cert: await readFile(tlsCert), key: await readFile(tlsKey) } }
}

function secretOf({ protocol, secret, rehearse: isRehearsal }: ConformCommandOptions): Uint8Array | undefined {
  const codec: Codec = codecs[protocol]
  if (secret || !codec.authentication) return secret
  if (isRehearsal === undefined) throw new UsageError(`${protocol} signs its messages: give the device's key with --secret.`)
  return new Uint8Array(randomBytes(32))
}

function rehearsalOf(options: ConformCommandOptions, secret: Uint8Array | undefined): Rehearsal | undefined {
  const { protocol, transport, rehearse: fault, device } = options
  if (fault === undefined) return undefined
  return rehearse({ protocol, transport, fault, ...(device !== undefined && { device }), ...(secret && { secret }) })
}

async function examined(options: ConformCommandOptions): Promise<Examination> {
  const { protocol, transport, device, expect: expected, minutes, pace } = options
  const signal = stopSignal()
  const secret = secretOf(options)
  const rehearsal = rehearsalOf(options, secret)
  const tester = rehearsal?.tester ?? (options.unattended ? undefined : terminalTester(signal))
  if (!tester && !options.unattended) tell('Nobody can be asked at this terminal: open and close the strap unasked.')
  try {
    return await conform({
      protocol,
      listen: await listenOn(options),
      expected,
      timetable: timetable({ minutes, pace }),
      tell,
      signal,
      ...(transport && { transport }),
      ...(device !== undefined && { identifier: device }),
      ...(secret && { secret }),
      ...(tester && { tester }),
      ...(rehearsal && { clock: rehearsal.clock, onListening: (port) => rehearsal.begin(port) }),
    })
  } catch (error) {
    throw error instanceof StationError ? new UsageError(error.message) : error
  } finally {
    rehearsal?.end()
  }
}

/** `bilezik conform`: the report to standard output, and 0 as exit code only when everything that applies has passed. */
export async function runConform(options: ConformCommandOptions): Promise<void> {
  // A file that cannot be written is known before the examination, not after it.
  if (options.json !== undefined) await (await open(options.json, 'a')).close()
  const report = reportOf(await examined(options))
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`\n${reportText(report)}`)
  process.exitCode = report.outcome === 'passed' ? 0 : 1
}
