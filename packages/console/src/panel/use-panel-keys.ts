import { type HotkeyItem, useHotkeys } from '@mantine/hooks'
import { isBehindDialog } from '../shell/behind-dialog.ts'
import { physical } from '../shell/physical.ts'
import { type QueueTab, queueTabs } from './panel-search.ts'
import { neighbour } from './queue-order.ts'
import { rowId } from './row-id.ts'

interface PanelKeys {
  readonly ids: readonly string[]
  readonly selectedId: string | undefined
  readonly onSelect: (incidentId: string) => void
  readonly onTab: (tab: QueueTab) => void
  readonly onTop: () => void
  readonly onTake: () => void
  readonly onNote: () => void
  readonly onConclude: () => void
  readonly onWhy: () => void
  readonly onOpen: () => void
  readonly onUndo: () => void
  readonly onClear: () => void
}

/** An arrow inside a menu, a list of options or on a slider belongs to it. */
function isElsewhere(event: KeyboardEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest('[role="menu"], [role="tablist"], [role="slider"], .maplibregl-map') !== null
  )
}

export function usePanelKeys(keys: PanelKeys): void {
  const guarded = (run: () => void) => (event: KeyboardEvent) => {
    if (!isBehindDialog(event) && !isElsewhere(event)) run()
  }
  const move = (step: 1 | -1) => {
    const next = neighbour(keys.ids, keys.selectedId, step)
    if (next === undefined) return
    keys.onSelect(next)
    requestAnimationFrame(() => document.getElementById(rowId(next))?.scrollIntoView({ block: 'nearest' }))
  }
  const bind = (key: string, run: () => void): HotkeyItem => [key, guarded(run), physical]
  useHotkeys([
    bind('j', () => move(1)),
    bind('k', () => move(-1)),
    bind('ArrowDown', () => move(1)),
    bind('ArrowUp', () => move(-1)),
    bind('Home', () => {
      keys.onTop()
      document.querySelector('[role="listbox"]')?.scrollTo({ top: 0 })
    }),
    ...queueTabs.map((tab, i) => bind(`Digit${i + 1}`, () => keys.onTab(tab))),
    bind('t', keys.onTake),
    bind('n', keys.onNote),
    bind('c', keys.onConclude),
    bind('w', keys.onWhy),
    bind('o', keys.onOpen),
    bind('u', keys.onUndo),
    ['Escape', guarded(keys.onClear), { ...physical, preventDefault: false }],
  ])
}
