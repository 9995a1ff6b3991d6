import type { Codec, CommandFormat, Decoded, HttpFormat, MqttFormat } from '../codec.ts'
import { ownTracksCommands } from './commands.ts'
import { decodePublication, decodeRequest } from './decoding.ts'
import { baseTopicOf, topicSuffixes } from './identity.ts'

export * from './encoding.ts'

/** A list of regions, or a card with a portrait; a message of a place has a few hundred bytes. */
const maxBytes = 128 * 1024

const tooLong: Decoded = { ok: false, reason: { code: 'too-long', detail: `The message is longer than ${maxBytes} bytes.` } }

export const owntracksCodec: Codec & { readonly http: HttpFormat; readonly mqtt: MqttFormat; readonly commands: CommandFormat } =
  {
    name: 'owntracks',
    http: {
      maxBodyBytes: maxBytes,
      replyType: 'application/json',
      decode: (request) => ((request.body?.length ?? 0) > maxBytes ? tooLong : decodeRequest(request)),
    },
    mqtt: {
      topics: ['owntracks/+/+', ...topicSuffixes.map((suffix) => `owntracks/+/+/${suffix}`)],
      maxPayloadBytes: maxBytes,
      decode: (publication) => (publication.payload.length > maxBytes ? tooLong : decodePublication(publication)),
      commandTopic: (topic) => `${baseTopicOf(topic)}/cmd`,
    },
    commands: ownTracksCommands,
  }
