import type { Codec, MqttFormat } from '@bilezik/protocols'
import { hasWildcard, matchesFilter } from './topic-filter.ts'

export type MqttCodec = Codec & { readonly mqtt: MqttFormat }

export function isMqttCodec(codec: Codec): codec is MqttCodec {
  return codec.mqtt !== undefined
}

/** Whose publications come on this topic; undefined: nobody's. */
export function codecOfTopic(codecs: readonly MqttCodec[], topic: string): MqttCodec | undefined {
  return codecs.find(({ mqtt }) => mqtt.topics.some((filter) => matchesFilter(filter, topic)))
}

/** Whether some device listens there: the command topic of a filter is the filter of the command topics. */
export function isCommandTopic(codecs: readonly MqttCodec[], topic: string): boolean {
  if (hasWildcard(topic) || codecOfTopic(codecs, topic)) return false
  return codecs.some(({ mqtt }) => mqtt.topics.some((filter) => matchesFilter(mqtt.commandTopic(filter), topic)))
}

/** The topic and the packet's own fields beside the longest payload. */
const besidePayloadBytes = 1_024

/** The longest packet that any of the codecs has a use for. */
export function longestPacketBytes(codecs: readonly MqttCodec[]): number {
  return Math.max(0, ...codecs.map(({ mqtt }) => mqtt.maxPayloadBytes)) + besidePayloadBytes
}
