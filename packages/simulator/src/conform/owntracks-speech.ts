import { encodeOwnTracksPublication } from '@bilezik/protocols'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Heard, Speech } from './speech.ts'

/** `user:device` */
function senderOf(identifier: string) {
  const [user = '', device = ''] = identifier.split(':')
  return { user, device }
}

/** An app on a phone: one publication a place, and the broker's acknowledgement is the promise. It has no strap. */
export class OwnTracksSpeech implements Speech {
  #identifier = ''

  greet(identifier: string): undefined {
    this.#identifier = identifier
  }

  report(_number: number, [record]: readonly BraceletRecord[]): Uint8Array {
    if (!record) return new Uint8Array(0)
    const { fixAt, lat, lon, observation, battery } = record
    const batteryPercent = battery.levelPercent
    const message = { type: 'location', fixAt, lat, lon, accuracyMetres: observation.accuracyMetres, batteryPercent } as const
    return encodeOwnTracksPublication(senderOf(this.#identifier), message).payload
  }

  heartbeat(): undefined {}

  /** A command is answered by a place. */
  hear(payload: Uint8Array): readonly Heard[] {
    return [{ kind: 'command', words: new TextDecoder().decode(payload), answerWith: () => undefined }]
  }
}
