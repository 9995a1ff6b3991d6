import { refused } from '@bilezik/domain'
import type { Authentication, Codec, CommandFormat, MqttFormat, StreamFormat } from '../codec.ts'
import { bilezikCommands } from './commands.ts'
import { decodeBilezik } from './decoding.ts'
import { identifierForm, maxFrameBytes } from './frame.ts'
import { createBilezikFramer, recogniseBilezik } from './framing.ts'
import { isAuthentic, seal } from './signing.ts'

export {
  type Downlink as BilezikDownlink,
  type DownlinkRefusal as BilezikDownlinkRefusal,
  readBilezikDownlink,
} from './downlink.ts'
export * from './encoding.ts'
export { type BilezikFrame, type BilezikHeader, parseFrame as parseBilezikFrame } from './frame.ts'
export { createBilezikFramer } from './framing.ts'
export { type AckContent as BilezikAckContent, type AckResult as BilezikAckResult, encodeBilezikAck } from './replies.ts'

const upTopic = /^bilezik\/([^/]*)\/up$/

const mqtt: MqttFormat = {
  topics: ['bilezik/+/up'],
  maxPayloadBytes: maxFrameBytes,
  decode({ topic, payload }, context) {
    const named = upTopic.exec(topic)?.[1]
    const decoded = decodeBilezik(payload, context)
    if (!decoded.ok || decoded.value.identifier === named) return decoded
    // Who may publish to one device's topic must not speak as another, though its key would be needed as well.
    return refused({ code: 'malformed', detail: 'The topic is not that of the device which the frame names.' })
  },
  commandTopic: (topic) => topic.replace(/\/up$/, '/down'),
}

/** Bilezik's own open protocol; docs/guides/make-a-device.md describes it for those who build devices. */
export const bilezikCodec: Codec & {
  readonly stream: StreamFormat
  readonly mqtt: MqttFormat
  readonly commands: CommandFormat
  readonly authentication: Authentication
} = {
  name: 'bilezik',
  stream: { maxFrameBytes, recognise: recogniseBilezik, createFramer: createBilezikFramer, decode: decodeBilezik },
  mqtt,
  commands: bilezikCommands,
  authentication: { isAuthentic, seal },
  identifierForm,
}
