import type { FeedEventName, feedEventSchemas } from '@bilezik/contract'
import type { z } from 'zod'
import { type Position, positionText } from './position.ts'

export type MarksEvent = z.output<(typeof feedEventSchemas)['marks']>
export type PulseEvent = z.output<(typeof feedEventSchemas)['pulse']>

/** One event of the stream as text (WHATWG HTML, 9.2.6). JSON holds no line feed, so one `data` line carries it. */
export function frame(event: FeedEventName, data: unknown, position?: Position): string {
  const id = position ? `id: ${positionText(position)}\n` : ''
  return `${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Moves the client's Last-Event-ID and is no event. */
export function positionFrame(position: Position): string {
  return `id: ${positionText(position)}\n\n`
}

const marksPerFrame = 2_000

/** A snapshot of a whole country in frames that a browser parses without a pause one could see. */
export function marksFrames(event: MarksEvent): string[] {
  const frames: string[] = []
  for (let from = 0; from === 0 || from < event.marks.length; from += marksPerFrame) {
    const isFirst = from === 0
    const part: MarksEvent = {
      isFull: event.isFull && isFirst,
      marks: event.marks.slice(from, from + marksPerFrame),
      gone: isFirst ? event.gone : [],
    }
    frames.push(frame('marks', part))
  }
  return frames
}
