import { type FeedEventName, type Incident, api, feedEventSchemas } from '@bilezik/contract'
import { credentials, problemOf } from '../api/client.ts'
import { type FeedStore } from './feed-store.ts'
import { type ServerEvent, createSseParser } from './sse-parser.ts'

export interface FeedHandlers {
  readonly onIncident: (incident: Incident) => void
  readonly onObligation: (personId: string) => void
  /** An outage of many began, grew, ended, or was worked on. */
  readonly onTechnicalIncident: () => void
  readonly onDeadline: () => void
  /** Events were lost for good: everything on the screen is loaded anew. */
  readonly onReset: () => void
  /** The stream was refused (the session ended, the role has no such permission). */
  readonly onRefused: (status: number) => void
}

/** A stream that says nothing for this long is dead, whatever the socket says. */
const silenceMs = 15_000
const backoffMs = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const

export function backoffOf(attempt: number, random: number): number {
  const base = backoffMs[Math.min(attempt, backoffMs.length - 1)] ?? silenceMs
  // Jitter, so that a restarted server is not met by every console in the same instant.
  return Math.round(base * (0.75 + random / 2))
}

function isKnown(name: string): name is FeedEventName {
  return name in feedEventSchemas
}

function deliver(event: ServerEvent, store: FeedStore, handlers: FeedHandlers): void {
  if (!isKnown(event.name)) return
  const data: unknown = JSON.parse(event.data)
  switch (event.name) {
    case 'incident':
      handlers.onIncident(feedEventSchemas.incident.parse(data))
      return
    case 'obligation':
      handlers.onObligation(feedEventSchemas.obligation.parse(data).personId)
      return
    case 'technical-incident':
      handlers.onTechnicalIncident()
      return
    case 'deadline':
      handlers.onDeadline()
      return
    case 'marks':
      store.takeMarks(feedEventSchemas.marks.parse(data))
      return
    case 'pulse':
      store.takePulse(feedEventSchemas.pulse.parse(data), performance.now(), Date.now())
      return
    case 'reset':
      handlers.onReset()
      return
    default:
      event.name satisfies never
  }
}

/**
 * Reads the feed until `signal` ends it. Over fetch rather than EventSource: a refusal can be told from a broken line,
 * silence is noticed, and the last id survives a new connection.
 */
export async function followFeed(store: FeedStore, handlers: FeedHandlers, signal: AbortSignal): Promise<void> {
  let parser = createSseParser()
  let attempt = 0
  while (!signal.aborted) {
    const attemptEnd = new AbortController()
    const either = AbortSignal.any([signal, attemptEnd.signal])
    let watchdog = setTimeout(() => attemptEnd.abort(), silenceMs)
    try {
      const lastEventId = parser.lastEventId()
      parser = createSseParser(lastEventId)
      const response = await fetch(api.openFeed.path, {
        headers: {
          accept: 'text/event-stream',
          'accept-language': credentials.language,
          ...(lastEventId !== null && { 'last-event-id': lastEventId }),
        },
        cache: 'no-store',
        signal: either,
      })
      if (response.status === 401 || response.status === 403) {
        handlers.onRefused(response.status)
        return
      }
      if (!response.ok) throw await problemOf(response)
      store.opened(true)
      for await (const text of piecesOf(response, either)) {
        clearTimeout(watchdog)
        watchdog = setTimeout(() => attemptEnd.abort(), silenceMs)
        attempt = 0
        store.heard(performance.now())
        for (const event of parser.push(text)) deliver(event, store, handlers)
      }
    } catch (error) {
      // A broken line is expected and shown by the age of the feed; the reason is for whoever opens the browser's console.
      if (!signal.aborted) console.warn('The live feed broke; trying again', error)
    } finally {
      clearTimeout(watchdog)
      attemptEnd.abort()
      store.opened(false)
    }
    if (!signal.aborted) await pause(backoffOf(attempt++, Math.random()), signal)
  }
}

async function* piecesOf(response: Response, signal: AbortSignal): AsyncGenerator<string> {
  if (!response.body) return
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.releaseLock()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
