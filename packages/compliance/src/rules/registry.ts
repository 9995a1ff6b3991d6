import type { Instant } from '@bilezik/domain'
import type { CareWatch, ContactWatch, DistanceWatch, Watch, WatchState, ZoneWatch } from '../state.ts'
import { earliest } from '../time.ts'
import type { Turn } from '../turn.ts'
import { contact } from './contact.ts'
import { curfew } from './curfew.ts'
import { deviceCare } from './device-care.ts'
import { distance } from './distance.ts'
import { exclusion } from './exclusion.ts'
import type { RuleWatcher } from './rule.ts'
import { withoutSpentAlerts } from './sos.ts'
import { territory } from './territory.ts'

type WatchOf<Kind extends Watch['kind']> = Kind extends 'contact'
  ? ContactWatch
  : Kind extends 'device-care'
    ? CareWatch
    : Kind extends 'distance'
      ? DistanceWatch
      : ZoneWatch

/** One watcher for each kind of rule. */
const watchers: { readonly [Kind in Watch['kind']]: RuleWatcher<WatchOf<Kind>> } = {
  curfew,
  exclusion,
  territory,
  'device-care': deviceCare,
  contact,
  distance,
}

/** The watcher for a kind takes just the watches of that kind; the compiler cannot follow that through an index. */
export function watcherOf(kind: Watch['kind']): RuleWatcher<Watch> {
  return watchers[kind] as unknown as RuleWatcher<Watch>
}

function withStatus(turn: Turn, watch: Watch): Watch {
  const status = watcherOf(watch.kind).statusOf(turn.state, watch)
  return status === watch.status ? watch : { ...watch, status, statusSince: turn.state.at }
}

export function settled(turn: Turn, watch: Watch): Watch {
  return withStatus(turn, watcherOf(watch.kind).settle(turn, withoutSpentAlerts(turn, watch)))
}

export function watchDueAt(state: WatchState, watch: Watch): Instant {
  let due = watcherOf(watch.kind).dueAt(state, watch)
  for (const alert of watch.alerts) due = earliest(due, alert.endsAt)
  return due
}
