import { type Command } from '../api/queries.ts'

type Waiting = Pick<Command, 'state' | 'from' | 'until'>

const isOpen = ({ state }: Waiting) => state === 'queued' || state === 'sent'

/**
 * How soon the list is loaded again; false: nothing in it can change by itself. The feed does not tell of commands, so it is
 * asked: often while an answer may come any moment, ever less the longer it does not, and not at all once the time is over.
 */
export function pollEveryMs(commands: readonly Waiting[], nowMs: number): number | false {
  const steps = commands.filter(isOpen).flatMap(({ from, until }) => {
    const waitedMs = nowMs - Date.parse(from)
    if (Date.parse(until) <= nowMs) return []
    if (waitedMs < 0) return [Math.min(60_000, Math.max(3_000, -waitedMs))]
    return [waitedMs < 120_000 ? 3_000 : waitedMs < 900_000 ? 15_000 : 60_000]
  })
  return steps.length === 0 ? false : Math.min(...steps)
}
