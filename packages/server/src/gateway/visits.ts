import type net from 'node:net'
import type { Gauge } from 'prom-client'

export interface VisitLimits {
  /** Who has not said who it is by then is shown out: a header, a handshake and the recognition of a protocol count in. */
  readonly loginMs: number
  /** Connections that have not said who they are; one more, and the one that has been silent for longest is shown out. */
  readonly maxUnidentified: number
}

/** Those of HTTP say who they are in every request and never log in: they have a bound of their own. */
const maxHttp = 20_000
/** Connections of all doors together, so that room for sixty thousand devices is left beside those of HTTP. */
const maxVisits = 60_000 + maxHttp

/** One connection at one of the doors, from its acceptance to its end. */
export class Visit {
  readonly socket: net.Socket
  /** The name of the door. */
  readonly door: string
  /** The peer's address, or the one that a trusted proxy announces for it. */
  source: string
  #visits: Visits
  #loginTimer: NodeJS.Timeout | undefined

  constructor(visits: Visits, socket: net.Socket, door: string, loginTimer: NodeJS.Timeout) {
    this.#visits = visits
    this.#loginTimer = loginTimer
    this.socket = socket
    this.door = door
    this.source = sourceOf(socket)
  }

  /** The connection is that of a registered device. */
  identified(): void {
    clearTimeout(this.#loginTimer)
    this.#loginTimer = undefined
    this.#visits.identified(this)
  }

  /** From now on HTTP's own time limits apply; false when no more of these are taken. */
  becomesHttp(): boolean {
    this.identified()
    return this.#visits.becomesHttp(this)
  }

  ended(): void {
    clearTimeout(this.#loginTimer)
    this.#loginTimer = undefined
  }
}

/** IPv4 is written as such also where the door speaks both: one peer has one address. */
function sourceOf(socket: net.Socket): string {
  const address = socket.remoteAddress ?? 'unknown'
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}

function destroyLate(socket: net.Socket): void {
  socket.destroy()
}

/** Who is at the doors: bounded in number, and in the time until it has said who it is. One for all doors of the gateway. */
export class Visits {
  readonly #limits: VisitLimits
  readonly #gauge: Gauge<'protocol'>
  readonly #all = new Set<Visit>()
  // In the order of their coming: a device logs in at once, so the oldest is the least likely to be one.
  readonly #unidentified = new Set<Visit>()
  readonly #http = new Set<Visit>()

  constructor(limits: VisitLimits, gauge: Gauge<'protocol'>) {
    this.#limits = limits
    this.#gauge = gauge
  }

  /** Undefined when the house is full: the connection is closed at once. */
  begin(socket: net.Socket, door: string): Visit | undefined {
    if (this.#all.size >= maxVisits) {
      socket.destroy()
      return undefined
    }
    const visit = new Visit(this, socket, door, setTimeout(destroyLate, this.#limits.loginMs, socket))
    this.#all.add(visit)
    this.#unidentified.add(visit)
    this.#gauge.inc({ protocol: door })
    socket.once('close', () => this.#end(visit))
    const [oldest] = this.#unidentified
    if (this.#unidentified.size > this.#limits.maxUnidentified && oldest) {
      this.#unidentified.delete(oldest)
      oldest.socket.destroy()
    }
    return visit
  }

  identified(visit: Visit): void {
    this.#unidentified.delete(visit)
  }

  becomesHttp(visit: Visit): boolean {
    if (!this.#all.has(visit)) return false
    const [oldest] = this.#http
    // Whoever holds connections open and says nothing must not shut out those who come to report; a device comes again at once.
    if (this.#http.size >= maxHttp && oldest) {
      this.#http.delete(oldest)
      oldest.socket.destroy()
    }
    this.#http.add(visit)
    return true
  }

  /** The door closes, and everybody who came in by it goes. */
  endAll(door: string): void {
    for (const visit of this.#all) if (visit.door === door) visit.socket.destroy()
  }

  #end(visit: Visit): void {
    visit.ended()
    this.#all.delete(visit)
    this.#unidentified.delete(visit)
    this.#http.delete(visit)
    this.#gauge.dec({ protocol: visit.door })
  }
}
