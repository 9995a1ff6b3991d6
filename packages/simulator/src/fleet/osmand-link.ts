import { type Agent, type ClientRequest, request } from 'node:http'
import { type OsmAndMessage, encodeOsmAndJson } from '@bilezik/protocols'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Link, LinkEvents } from './link.ts'

export interface OsmAndGateway {
  /** `http://host:port` */
  readonly baseUrl: string
}

function messageOf(identifier: string, record: BraceletRecord): OsmAndMessage {
  const { observation, battery, alarm } = record
  return {
    identifier,
    fixAt: record.fixAt,
    lat: record.lat,
    lon: record.lon,
    accuracyMetres: observation.accuracyMetres,
    source: observation.source,
    isValid: observation.isValid,
    speedMetresPerSecond: Math.round(observation.speedMetresPerSecond * 10) / 10,
    courseDegrees: Math.round(observation.courseDegrees),
    batteryPercent: battery.levelPercent,
    isCharging: battery.isCharging,
    ...(alarm === 'strap-cut' || alarm === 'strap-closed' ? { wear: alarm } : {}),
    ...(alarm === 'sos' ? { isSos: true } : {}),
  }
}

/** A request a record over the agent's shared connections; 200 means stored. There is nothing to open and no heartbeat. */
export class OsmAndLink implements Link {
  readonly #url: URL
  readonly #agent: Agent
  readonly #identifier: string
  readonly #events: LinkEvents
  readonly #requests = new Set<ClientRequest>()

  constructor(gateway: OsmAndGateway, agent: Agent, identifier: string, events: LinkEvents) {
    this.#url = new URL(gateway.baseUrl)
    this.#agent = agent
    this.#identifier = identifier
    this.#events = events
  }

  open(): void {
    this.#events.onOpened()
  }

  send(number: number, records: readonly BraceletRecord[]): void {
    for (const record of records) this.#post(number, record)
  }

  heartbeat(): void {}

  close(): void {
    const requests = [...this.#requests]
    this.#requests.clear()
    for (const post of requests) post.destroy()
  }

  #post(number: number, record: BraceletRecord): void {
    const { method, url, headers, body = '' } = encodeOsmAndJson(messageOf(this.#identifier, record))
    const post = request(new URL(url, this.#url), {
      method,
      agent: this.#agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
    this.#requests.add(post)
    post.on('response', (response) => {
      response.resume()
      if (response.statusCode !== 200) return this.#failed(post, `the gateway answered ${response.statusCode}`)
      // Only a whole answer counts.
      response.on('end', () => {
        if (this.#requests.delete(post)) this.#events.onAnswered(number)
      })
      response.on('error', (error) => this.#failed(post, error.message))
      response.on('close', () => this.#failed(post, 'the answer broke off'))
    })
    post.on('error', (error) => this.#failed(post, error.message))
    post.end(body)
  }

  #failed(post: ClientRequest, why: string): void {
    if (!this.#requests.has(post)) return
    this.close()
    this.#events.onClosed(why)
  }
}
