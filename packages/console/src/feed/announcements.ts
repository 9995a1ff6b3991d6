import { type Incident } from '@bilezik/contract'

export interface Announcement {
  readonly incidents: readonly Incident[]
}

/** What is read aloud is gathered for this long, so that a flood is one sentence and not a hundred. */
const gatherMs = 2_000
const listeners = new Set<() => void>()
let gathered: Incident[] = []
let current: Announcement = { incidents: [] }
let timer: ReturnType<typeof setTimeout> | undefined

export function announceIncident(incident: Incident): void {
  gathered.push(incident)
  timer ??= setTimeout(() => {
    current = { incidents: gathered }
    gathered = []
    timer = undefined
    listeners.forEach((listener) => listener())
  }, gatherMs)
}

export const announcements = {
  current: () => current,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
