import type { ProtocolName } from '@bilezik/domain'
import { type Codec, codecs } from '@bilezik/protocols'
import { type Clock, systemClock } from '@bilezik/simulator'
import type { Capability, Subject } from './conversation.ts'
import { type Examination, examine } from './examine.ts'
import { Desk } from './recording/desk.ts'
import { Recording } from './recording/recording.ts'
import type { StageParts, Tester } from './stage.ts'
import { customaryTransport, openStation } from './stations/open-station.ts'
import type { ListenOn, Transport } from './stations/station.ts'
import type { Timetable } from './timetable.ts'

export interface ConformOptions {
  readonly protocol: ProtocolName
  readonly transport?: Transport
  readonly listen: ListenOn
  /** The only name that the device may bear. */
  readonly identifier?: string
  /** Of protocols that sign what they send. */
  readonly secret?: Uint8Array
  readonly expected: ReadonlySet<Capability>
  readonly timetable: Timetable
  readonly clock?: Clock
  readonly tester?: Tester
  readonly tell?: (sentence: string) => void
  readonly signal: AbortSignal
  /** The port is open: a place to switch a device on. */
  readonly onListening?: (port: number) => void
}

/** Long enough for every protocol's idea of an identifier. */
const anyIdentifier = '000000000000000'

/** Its messages come in order on a connection that stays, and commands go the other way. */
const isConnected = (transport: Transport) => transport === 'tcp' || transport === 'mqtt'

function subjectOf(options: ConformOptions, codec: Codec, transport: Transport): Subject {
  const { commands } = codec
  const now = (options.clock ?? systemClock).now()
  const locate = commands?.encode({ kind: 'locate' }, { token: 1, identifier: anyIdentifier, at: now })
  return {
    protocol: codec.name,
    transport,
    ...(options.identifier !== undefined && { identifier: options.identifier }),
    expected: options.expected,
    hasLocate: locate !== undefined && isConnected(transport),
    hasTokens: commands?.hasTokens ?? false,
  }
}

/** Listens, examines the one device that comes, and answers with a verdict for each requirement. Everything is kept in memory. */
export async function conform(options: ConformOptions): Promise<Examination> {
  const { listen, timetable, secret, tester, signal, tell = () => undefined, clock = systemClock } = options
  const codec: Codec = codecs[options.protocol]
  const transport = options.transport ?? customaryTransport(codec)
  const recording = new Recording()
  const desk = new Desk({
    codec,
    now: () => clock.now(),
    recording,
    isStream: isConnected(transport),
    isAlwaysAnswered: transport === 'http' || (transport === 'mqtt' && !codec.authentication),
    ...(secret && { secret }),
  })
  const station = await openStation(codec, transport, desk, listen)
  tell(`Listening for ${codec.name} over ${transport} on ${listen.host}:${station.port}.`)
  options.onListening?.(station.port)
  const parts: StageParts = {
    subject: subjectOf(options, codec, transport),
    timetable,
    codec,
    clock,
    recording,
    desk,
    station,
    tell,
    signal,
    ...(secret && { secret }),
    ...(tester && { tester }),
  }
  try {
    return await examine(parts)
  } finally {
    await station.close()
  }
}
