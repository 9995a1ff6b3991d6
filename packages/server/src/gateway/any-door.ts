import { readFirstBytes } from './first-bytes.ts'
import type { GatewayContext } from './gateway-context.ts'
import { type Recognised, recognise, recognisedWithinBytes } from './recognition.ts'
import { type StreamCodec, type StreamLimits, serveConnection } from './stream-connection.ts'
import { type Receive, turnAway } from './stream-door.ts'

export interface AnyDoorOptions {
  /** In the order in which they are believed where several are sure at the same byte. */
  readonly codecs: readonly StreamCodec[]
  readonly limits: StreamLimits
  readonly http: Receive
}

/** Takes a connection of whatever protocol: its first bytes tell which, and from then on it is as if it had come by its own door. */
export function receiveAny({ codecs, limits, http }: AnyDoorOptions, context: GatewayContext): Receive {
  // A defect of a codec ends one connection, not the process and every other connection with it.
  const recogniseSafely = (bytes: Buffer): Recognised | undefined => {
    try {
      return recognise(bytes, codecs)
    } catch (error) {
      context.log.error({ err: error }, 'gateway: a protocol could not be recognised')
      return { kind: 'nobody' }
    }
  }
  return (socket, visit) =>
    readFirstBytes<Exclude<Recognised, { kind: 'nobody' }> | Uint8Array>(socket, {
      maxBytes: recognisedWithinBytes,
      decide: (bytes) => {
        const recognised = recogniseSafely(bytes)
        return recognised && { decision: recognised.kind === 'nobody' ? new Uint8Array(bytes) : recognised, takenBytes: 0 }
      },
      decided: (decision) => {
        if (decision instanceof Uint8Array)
          return turnAway(context, visit, 'any', decision, 'The first bytes begin no message of any protocol.')
        if (decision.kind === 'http') return http(socket, visit)
        serveConnection(socket, decision.codec, context, { limits, visit })
      },
      ended: (bytes) => {
        if (bytes.length > 0) turnAway(context, visit, 'any', bytes, 'The connection ended before its protocol could be told.')
      },
    })
}
