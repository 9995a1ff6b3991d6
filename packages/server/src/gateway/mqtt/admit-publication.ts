import type { Instant } from '@bilezik/domain'
import type { Publication } from '@bilezik/protocols'
import { type Admission, admit } from '../admission.ts'
import { type GatewayContext, quarantine } from '../gateway-context.ts'
import type { MqttCodec } from './mqtt-codecs.ts'

export interface PublicationArrival {
  readonly codec: MqttCodec
  readonly source: string
  readonly receivedAt: Instant
  readonly publication: Publication
}

/**
 * Every publication says whose it is: who spoke on this connection before counts for nothing. What is kept as evidence, and what a
 * signature is over, is the payload; the topic names the device, which is kept anyway.
 */
export async function admitPublication(context: GatewayContext, arrival: PublicationArrival): Promise<Admission> {
  const { codec, source, receivedAt, publication } = arrival
  const { maxPayloadBytes } = codec.mqtt
  const raw = publication.payload
  if (raw.length <= maxPayloadBytes) {
    return admit(context, {
      codec,
      source,
      receivedAt,
      raw,
      decode: (decodeContext) => codec.mqtt.decode(publication, decodeContext),
    })
  }
  const failure = { code: 'too-long', detail: `A payload over ${maxPayloadBytes} bytes.` } as const
  const common = { kind: 'unreadable', protocol: codec.name, source, receivedAt, deviceNo: null } as const
  quarantine(context, { ...common, raw: raw.subarray(0, 4), failure, settle: () => undefined })
  return { kind: 'refused', failure }
}
