export const queueTabs = ['untaken', 'mine', 'all'] as const
export type QueueTab = (typeof queueTabs)[number]

/** What of the panel is in its address: going back from a person finds the same incident selected. */
export interface PanelSearch {
  readonly tab?: QueueTab
  readonly incident?: string
  readonly person?: string
}

export function parsePanelSearch(search: Record<string, unknown>): PanelSearch {
  const tab = queueTabs.find((known) => known === search['tab'])
  return {
    ...(tab && { tab }),
    ...(typeof search['incident'] === 'string' && { incident: search['incident'] }),
    ...(typeof search['person'] === 'string' && { person: search['person'] }),
  }
}
