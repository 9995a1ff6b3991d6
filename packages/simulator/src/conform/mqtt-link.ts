import { connect } from 'node:net'
import { MqttClient } from 'mqtt'
import type { Battery } from '../bracelet/battery.ts'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Link } from '../fleet/link.ts'
import type { Heard, Speech } from './speech.ts'
import type { StreamLinkOptions } from './stream-link.ts'

export interface MqttLinkOptions extends StreamLinkOptions {
  readonly topics: { readonly up: string; readonly down: string }
  /** The broker's acknowledgement says that it is safe. Otherwise it says nothing, and an answer comes on the topic. */
  readonly isPubackPromise: boolean
}

/** One MQTT connection at a time. */
export class MqttLink implements Link {
  readonly #options: MqttLinkOptions
  readonly #speech: Speech
  #client: MqttClient | undefined

  constructor(options: MqttLinkOptions) {
    this.#options = options
    this.#speech = options.speech
  }

  open(): void {
    const { host, port, identifier, events, topics } = this.#options
    // The library's own way to connect leaves small packets waiting for one another.
    const client = new MqttClient(() => connect({ host, port, noDelay: true }), {
      protocolVersion: 4,
      clientId: identifier,
      keepalive: 0,
      reconnectPeriod: 0,
    })
    this.#client = client
    this.#speech.greet(identifier)
    client.on('connect', () => {
      // Before the first publication: else its answer may come before anybody listens.
      client.subscribe(topics.down, { qos: 1 }, (error) => {
        if (!error && this.#client === client) events.onOpened()
      })
    })
    client.on('message', (_topic, payload) => {
      for (const heard of this.#speech.hear(new Uint8Array(payload))) if (this.#client === client) this.#take(heard)
    })
    client.on('error', (error) => this.#lost(client, error.message))
    client.on('close', () => this.#lost(client, 'closed by the broker'))
  }

  send(number: number, records: readonly BraceletRecord[]): void {
    this.#publish(this.#speech.report(number, records), number)
  }

  heartbeat(number: number, battery: Battery): void {
    const bytes = this.#speech.heartbeat(number, battery)
    if (bytes) this.#publish(bytes, number)
  }

  close(): void {
    const client = this.#client
    this.#client = undefined
    client?.end(true)
  }

  #publish(bytes: Uint8Array, number?: number): void {
    const { topics, wire, isPubackPromise, events } = this.#options
    this.#client?.publish(topics.up, Buffer.from(wire(bytes)), { qos: 1 }, (error) => {
      if (!error && isPubackPromise && number !== undefined) events.onAnswered(number)
    })
  }

  #take(heard: Heard): void {
    const { events } = this.#options
    if (heard.kind === 'answered') return events.onAnswered(heard.number)
    if (heard.kind !== 'command') return
    const text = events.onCommand?.(heard.words)
    const answer = text === undefined ? undefined : heard.answerWith(text)
    if (answer) this.#publish(answer)
  }

  #lost(client: MqttClient, why: string): void {
    if (this.#client !== client) return
    this.close()
    this.#options.events.onClosed(why)
  }
}
