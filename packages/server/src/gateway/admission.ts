import type { Instant } from '@bilezik/domain'
import { type Codec, type DecodeContext, type Decoded, type Message, interpret } from '@bilezik/protocols'
import type { RegisteredDevice } from './collection.ts'
import { type GatewayContext, noteSecurityEvent, noteStranger, quarantine } from './gateway-context.ts'
import type { UnreadableReason } from './intake-message.ts'

/** One message as it came, over whatever transport. */
export interface Arrival {
  readonly codec: Codec
  /** Remote address. */
  readonly source: string
  readonly receivedAt: Instant
  readonly raw: Uint8Array
  readonly decode: (context: DecodeContext) => Decoded
}

/** What has become of it. Who is refused or turned away is in quarantine or on the list of strangers already. */
export type Admission =
  | {
      readonly kind: 'admitted'
      readonly device: RegisteredDevice
      readonly message: Message
      readonly waitMs: number
      /** Not above the last of its device: it proves nothing of where the device is connected now. */
      readonly isRepeat: boolean
    }
  | { readonly kind: 'refused'; readonly failure: { readonly code: UnreadableReason; readonly detail: string } }
  | { readonly kind: 'stranger' }

/**
 * Decodes for the model of whoever speaks. `speaker`: the device of this connection so far. A wrong checksum may be forgiven to a
 * model known for it, but who speaks is only told by the frame itself: it is read once more, and believed if such a model says so.
 */
async function decodeFor(context: GatewayContext, arrival: Arrival, speaker: RegisteredDevice | undefined) {
  const { receivedAt, codec, decode } = arrival
  const isChecksumUntrusted = speaker?.model?.isChecksumTrusted === false
  const decoded = decode({ receivedAt, isChecksumUntrusted })
  const deviceOf = async (message: Message): Promise<RegisteredDevice | undefined> => {
    // As it is registered now: its model or key may have changed since it logged in.
    if (message.identifier === undefined || message.identifier === speaker?.identifier)
      return speaker && (context.writer.collection.get(speaker.no) ?? speaker)
    return context.writer.lookup(codec.name, message.identifier)
  }
  if (decoded.ok) return { decoded, device: await deviceOf(decoded.value) }
  if (decoded.reason.code !== 'checksum' || isChecksumUntrusted) return { decoded, device: speaker }
  const forgiven = decode({ receivedAt, isChecksumUntrusted: true })
  const named =
    forgiven.ok && forgiven.value.identifier !== undefined
      ? context.writer.known(codec.name, forgiven.value.identifier)
      : undefined
  return forgiven.ok && named?.model?.isChecksumTrusted === false
    ? { decoded: forgiven, device: named }
    : { decoded, device: speaker }
}

/** Our tokens are integers of PostgreSQL, which would refuse the message and all that is written with it for a larger one. */
const greatestToken = 0x7fff_ffff

/** An answer under a number that no command of ours bears answers none. */
function answering({ answer, ...message }: Message): Message {
  return answer && (answer.token ?? 0) <= greatestToken ? { ...message, answer } : message
}

/** Who is it, may it be believed, how soon may it be handled, and what does it mean on this model of device. */
export async function admit(context: GatewayContext, arrival: Arrival, speaker?: RegisteredDevice): Promise<Admission> {
  const { codec, source, receivedAt, raw } = arrival
  const refuse = (device: RegisteredDevice | undefined, code: UnreadableReason, detail: string): Admission => {
    const failure = { code, detail }
    const common = { kind: 'unreadable', protocol: codec.name, source, receivedAt, raw, settle: () => undefined } as const
    quarantine(context, { ...common, deviceNo: device?.no ?? null, failure })
    return { kind: 'refused', failure }
  }
  const { decoded, device } = await decodeFor(context, arrival, speaker)
  if (!decoded.ok) return refuse(device, decoded.reason.code, decoded.reason.detail)
  const message = answering(decoded.value)
  if (!device) {
    if (message.identifier === undefined) return refuse(device, 'not-logged-in', 'A message before the device said who it is.')
    noteStranger(context, { protocol: codec.name, source, identifier: message.identifier })
    return { kind: 'stranger' }
  }
  if (codec.authentication && !(device.secret && codec.authentication.isAuthentic(raw, device.secret))) {
    noteSecurityEvent(context, { kind: 'wrong-signature', deviceNo: device.no, source })
    return refuse(undefined, 'not-authentic', 'The message is not signed with the key of the device that it names.')
  }
  context.metrics.messages.inc({ protocol: codec.name, type: message.type })
  const isRepeat = message.order !== undefined && !context.orders.isNew(device.no, message.order)
  const reply =
    message.reply && codec.authentication && device.secret
      ? codec.authentication.seal(message.reply, device.secret)
      : message.reply
  return {
    kind: 'admitted',
    device,
    message: interpret(reply === message.reply || !reply ? message : { ...message, reply }, device.model),
    waitMs: context.rates.take(device.no, receivedAt),
    isRepeat,
  }
}
