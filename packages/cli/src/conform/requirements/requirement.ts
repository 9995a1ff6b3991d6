import type { Conversation } from '../conversation.ts'
import type { ActName } from '../recording/events.ts'

export type Evidence = Readonly<Record<string, string | number>>

/** What the recording says of one requirement. */
export interface Finding {
  readonly verdict: 'passed' | 'failed' | 'not-applicable'
  /** One sentence for the maker. */
  readonly reason: string
  readonly evidence?: Evidence
}

export const passed = (reason: string, evidence?: Evidence): Finding => ({
  verdict: 'passed',
  reason,
  ...(evidence && { evidence }),
})
export const failed = (reason: string, evidence?: Evidence): Finding => ({
  verdict: 'failed',
  reason,
  ...(evidence && { evidence }),
})
export const notApplicable = (reason: string): Finding => ({ verdict: 'not-applicable', reason })

export interface Requirement {
  readonly id: string
  /** What is asked of the device. */
  readonly sentence: string
  /** It can be judged when this act has ended. */
  readonly after: ActName
  /** What has gone wrong once is not mended by what comes later. */
  readonly failsAtOnce?: true
  readonly judge: (conversation: Conversation) => Finding
}

/** `90 s`, `4.2 s`, `12 min`. */
export function lasting(ms: number): string {
  const seconds = Math.abs(ms) / 1_000
  if (seconds >= 600) return `${Math.round(seconds / 60)} min`
  return `${seconds >= 10 ? Math.round(seconds) : Math.round(seconds * 10) / 10} s`
}

/** `1 message`, `3 messages`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
