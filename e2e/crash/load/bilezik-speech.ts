import { createBilezikFramer } from '@bilezik/protocols'
import type { BilezikSender } from './bilezik-sender.ts'
import type { NumberedRecord } from './numbered-record.ts'
import type { Heard, Speech } from './speech.ts'

/** Over TCP or TLS there is no login: the first frame says who speaks. */
export class BilezikSpeech implements Speech {
  readonly #sender: BilezikSender
  #framer = createBilezikFramer()

  constructor(sender: BilezikSender) {
    this.#sender = sender
  }

  greet(): undefined {
    this.#framer = createBilezikFramer()
    this.#sender.begin()
  }

  report(message: number, records: readonly NumberedRecord[]): Uint8Array {
    return this.#sender.report(message, records)
  }

  hear(chunk: Uint8Array): readonly Heard[] {
    return this.#framer.push(chunk).map((output): Heard => {
      const message = output.kind === 'frame' ? this.#sender.storedBy(output.bytes) : undefined
      return message === undefined
        ? { kind: 'nonsense', why: 'no acknowledgement that can be believed' }
        : { kind: 'stored', message }
    })
  }
}
