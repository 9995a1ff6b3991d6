import { setTimeout as sleep } from 'node:timers/promises'
import { type Instant, instant, later } from '@bilezik/domain'
import { encodeOsmAndJson } from '@bilezik/protocols'
import { RefusedRow, deliver } from './deliver.ts'
import { type Recording, type RecordedFix, type SkippedRow, readRecording } from './recording.ts'
import { timetable } from './timetable.ts'

export interface PlayOptions {
  readonly file: string
  readonly deviceId: string
  /** Times real time; `max`: as fast as the gateway acknowledges. */
  readonly speed: number | 'max'
  readonly rebaseTo: 'now' | undefined
  /** `http://host:port` of the OsmAnd gateway. */
  readonly gatewayUrl: string
  readonly onProgress?: (progress: PlayProgress) => void
  readonly signal: AbortSignal
  /** Called once the times are known and before the first row is sent: a place to register the device. */
  readonly register?: (recording: PlayedRecording) => Promise<void>
}

export interface PlayedRecording {
  readonly deviceId: string
  /** Of the times as they are sent. */
  readonly from: Instant
  readonly until: Instant
  readonly fixes: readonly RecordedFix[]
}

export interface PlayProgress {
  readonly rows: number
  readonly acknowledged: number
  readonly rowsPerSecond: number
  /** The last reason why something had to be sent again, once. */
  readonly trouble?: string
}

export interface PlaySummary {
  /** Rows handed to the gateway. */
  readonly sent: number
  readonly acknowledged: number
  readonly retries: number
  /** Rows of the file that could not be used or that the gateway refused. */
  readonly skipped: readonly SkippedRow[]
}

/** Few enough that the order of time is nearly kept, enough to hide the way to the gateway and back. */
const inFlightAtMost = 8

class Play {
  readonly #options: PlayOptions
  readonly #shiftMs: number
  readonly #startedMs = performance.now()
  readonly #rows: number
  readonly #refused: SkippedRow[] = []
  #sent = 0
  #acknowledged = 0
  #retries = 0

  constructor(options: PlayOptions, rows: number, shiftMs: number) {
    this.#options = options
    this.#rows = rows
    this.#shiftMs = shiftMs
  }

  async send(fix: RecordedFix): Promise<void> {
    const { line, ...observed } = fix
    const message = encodeOsmAndJson({ ...observed, identifier: this.#options.deviceId, fixAt: later(fix.fixAt, this.#shiftMs) })
    this.#sent++
    try {
      await deliver(this.#options.gatewayUrl, message, this.#options.signal, (why) => {
        this.#retries++
        this.#tell(why)
      })
      this.#acknowledged++
    } catch (error) {
      if (!(error instanceof RefusedRow)) throw error
      this.#refused.push({ line, reason: error.message })
    }
    this.#tell()
  }

  summary(recording: Recording): PlaySummary {
    return {
      sent: this.#sent,
      acknowledged: this.#acknowledged,
      retries: this.#retries,
      skipped: [...recording.skipped, ...this.#refused].toSorted((a, b) => a.line - b.line),
    }
  }

  #tell(trouble?: string): void {
    const seconds = (performance.now() - this.#startedMs) / 1_000
    this.#options.onProgress?.({
      rows: this.#rows,
      acknowledged: this.#acknowledged,
      rowsPerSecond: seconds > 0 ? this.#acknowledged / seconds : 0,
      ...(trouble === undefined ? {} : { trouble }),
    })
  }
}

/** Starts each in its turn, so many under way at a time; the first failure is thrown when all under way have ended. */
async function inTurn<T>(
  items: readonly T[],
  until: (item: T) => Promise<void>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | undefined
  for (const item of items) {
    while (underWay.size >= inFlightAtMost) await Promise.race(underWay)
    if (!failure) await until(item).catch((error: unknown) => (failure = { error }))
    if (failure) break
    const one = work(item)
      .catch((error: unknown) => {
        failure ??= { error }
      })
      .finally(() => underWay.delete(one))
    underWay.add(one)
  }
  await Promise.all(underWay)
  if (failure) throw failure.error
}

/**
 * Sends a recording to a running gateway as OsmAnd JSON, in order of time, each row until it is acknowledged.
 * Aborting throws the signal's reason. A file without a single usable row is an error: nothing was played.
 */
export async function play(options: PlayOptions): Promise<PlaySummary> {
  const recording = await readRecording(options.file)
  const [first, last] = [recording.fixes[0], recording.fixes.at(-1)]
  if (!first || !last) throw new Error(`${options.file}: not one usable row (${recording.skipped.length} skipped)`)
  const speed = options.speed === 'max' || options.speed === 0 ? Infinity : options.speed
  if (!(speed > 0)) throw new Error(`A speed is a number above 0 or "max", not ${options.speed}`)
  const isRebased = options.rebaseTo === 'now'
  const span = { firstAt: first.fixAt, lastAt: last.fixAt, speed, isRebased }
  // Registering takes its time; the play begins after it, and its times still lie within what was registered.
  const planned = timetable({ ...span, startAt: instant(Date.now()) })
  await options.register?.({
    deviceId: options.deviceId,
    from: later(first.fixAt, planned.shiftMs),
    until: later(last.fixAt, planned.shiftMs),
    fixes: recording.fixes,
  })
  const table = timetable({ ...span, startAt: instant(Date.now()) })
  const playing = new Play(options, recording.fixes.length, table.shiftMs)
  const untilDue = async (fix: RecordedFix) => {
    options.signal.throwIfAborted()
    const waitMs = table.dueAt(fix.fixAt) - Date.now()
    if (waitMs > 0) await sleep(waitMs, undefined, { signal: options.signal })
  }
  await inTurn(recording.fixes, untilDue, (fix) => playing.send(fix))
  return playing.summary(recording)
}
