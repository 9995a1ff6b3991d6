import { type Mark } from '@bilezik/contract'
import { useSyncExternalStore } from 'react'
import { createFeedStore } from './feed-store.ts'

/** One screen, one feed. */
export const feedStore = createFeedStore(performance.now())

export function useMarks(): ReadonlyMap<string, Mark> {
  return useSyncExternalStore(feedStore.subscribeMarks, feedStore.marks)
}

/** Now by the server's clock: a computer whose clock is wrong still shows how long an incident waits. */
export function serverNowMs(): number {
  return Date.now() + feedStore.link().clockAheadMs
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let tickMs = Date.now()

function subscribeTick(listener: () => void): () => void {
  if (listeners.size === 0) {
    tickMs = serverNowMs()
    timer = setInterval(() => {
      tickMs = serverNowMs()
      listeners.forEach((tell) => tell())
    }, 1_000)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

/** Now, once a `everyMs`: one timer for the whole screen, and a component renders only when its own step passes. */
export function useNow(everyMs = 1_000): number {
  return useSyncExternalStore(subscribeTick, () => Math.floor(tickMs / everyMs) * everyMs)
}
