import { setTimeout as sleep } from 'node:timers/promises'
import type { Publication } from '@bilezik/protocols'
import type { GatewayContext } from '../gateway-context.ts'
import { admitPublication } from './admit-publication.ts'
import { type MqttCodec, codecOfTopic } from './mqtt-codecs.ts'
import type { OuterDevices } from './outer-devices.ts'

/**
 * A device over its rate waits within the window of all: at twenty a second, a hundred of its publications at a time. What would have
 * to wait longer is a flood and is passed over, for it would keep everybody else's out.
 */
const longestWaitMs = 5_000
const firstRetryMs = 250
const longestRetryMs = 5_000

export interface OuterIntakeParts {
  readonly codecs: readonly MqttCodec[]
  readonly context: GatewayContext
  readonly devices: OuterDevices
  /** Under which a publication's origin is recorded: of the device itself only the broker knows the address. */
  readonly source: string
  /** Aborted when the gateway stops. */
  readonly signal: AbortSignal
}

/** Settles once the publication is stored, or never will be. Throws when the database cannot be asked who it is from. */
async function takeOnce({ codecs, context, devices, source }: OuterIntakeParts, publication: Publication, settle: () => void) {
  const codec = codecOfTopic(codecs, publication.topic)
  if (!codec) return settle()
  await context.writer.whenDrained()
  const receivedAt = context.clock()
  const admission = await admitPublication(context, { codec, source, receivedAt, publication })
  // What is refused is in quarantine and a stranger on the list; the broker would hold either for ever, and with it a place.
  if (admission.kind !== 'admitted') return settle()
  const { device, message, waitMs, isRepeat } = admission
  if (waitMs > longestWaitMs) {
    context.rates.giveBack(device.no)
    context.metrics.mqttTurnedAway.inc({ reason: 'over-rate' })
    return settle()
  }
  const commandTopic = codec.mqtt.commandTopic(publication.topic)
  // What may have been recorded and played back proves nothing of where the device is.
  const spoken = isRepeat ? undefined : devices.heard(device.no, commandTopic, receivedAt)
  if (waitMs > 0) await sleep(waitMs, undefined, { ref: false })
  const item = { protocol: codec.name, source, receivedAt, raw: publication.payload, deviceNo: device.no, message }
  context.writer.enqueue({
    ...item,
    kind: 'message',
    settle: (outcome) => {
      settle()
      if (spoken) spoken.isReady = true
      if (outcome === 'stored' && message.reply) devices.publish(commandTopic, message.reply)
    },
  })
}

/** The broker sends nothing twice on one connection, so what could not be looked up is tried for as long as we run. */
export async function takePublication(parts: OuterIntakeParts, publication: Publication, settle: () => void): Promise<void> {
  const { context, signal } = parts
  for (let retryMs = firstRetryMs; !signal.aborted; retryMs = Math.min(retryMs * 2, longestRetryMs)) {
    try {
      return await takeOnce(parts, publication, settle)
    } catch (error) {
      context.log.debug({ err: error }, 'gateway: a publication waits for the database')
      await sleep(retryMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
