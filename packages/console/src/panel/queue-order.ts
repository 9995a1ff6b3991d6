import { type Incident } from '@bilezik/contract'
import { severities } from '@bilezik/domain'
import { type QueueTab } from './panel-search.ts'

/** The rows of the queue in the order they stand on the screen. */
export interface QueueOrder {
  readonly ids: readonly string[]
  /** Arrived since the order was made and not yet looked at. */
  readonly fresh: ReadonlySet<string>
}

export function belongs(incident: Incident, tab: QueueTab, userId: string): boolean {
  switch (tab) {
    case 'untaken':
      return incident.state === 'open'
    case 'mine':
      return incident.state === 'taken' && incident.taken?.byUserId === userId
    case 'all':
      return incident.state !== 'concluded'
    default:
      return tab satisfies never
  }
}

/** Untaken first, then the worst, then what still lasts, then what waits longest. */
function compareUrgency(a: Incident, b: Incident): number {
  const taken = Number(a.state !== 'open') - Number(b.state !== 'open')
  const severity = severities.indexOf(a.severity) - severities.indexOf(b.severity)
  const over = Number(!a.isActive) - Number(!b.isActive)
  return taken || severity || over || Date.parse(a.openedAt) - Date.parse(b.openedAt)
}

export function arrange(incidents: readonly Incident[]): QueueOrder {
  return { ids: incidents.toSorted(compareUrgency).map(({ id }) => id), fresh: new Set() }
}

interface Keep {
  /** The selected row never moves away from under the operator. */
  readonly selectedId: string | undefined
  /** While the pointer is over the list, rows that no longer belong stay too. */
  readonly isHeld: boolean
  /** Everything the screen still knows, whether it belongs to the tab or not. */
  readonly known: ReadonlySet<string>
}

/**
 * The order after a change: what stands keeps its place, what is new comes above and is marked.
 * Gives the same object when nothing changes.
 */
export function follow(order: QueueOrder, incidents: readonly Incident[], keep: Keep): QueueOrder {
  const wanted = new Set(incidents.map(({ id }) => id))
  const staying = order.ids.filter((id) => wanted.has(id) || (keep.known.has(id) && (keep.isHeld || id === keep.selectedId)))
  const standing = new Set(order.ids)
  const arrived = incidents.filter(({ id }) => !standing.has(id)).toSorted(compareUrgency)
  const isSeen = keep.selectedId !== undefined && order.fresh.has(keep.selectedId)
  if (arrived.length === 0 && staying.length === order.ids.length && !isSeen) return order
  const ids = [...arrived.map(({ id }) => id), ...staying]
  const fresh = new Set(
    [...order.fresh, ...arrived.map(({ id }) => id)].filter((id) => id !== keep.selectedId && ids.includes(id)),
  )
  return { ids, fresh }
}

/** The row `step` away from the selected one; the first or last when nothing is selected. */
export function neighbour(ids: readonly string[], selectedId: string | undefined, step: 1 | -1): string | undefined {
  const at = selectedId === undefined ? -1 : ids.indexOf(selectedId)
  if (at < 0) return step === 1 ? ids[0] : ids.at(-1)
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))]
}
