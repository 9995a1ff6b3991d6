import { useTranslation } from 'react-i18next'
import { type QueueTab, queueTabs } from './panel-search.ts'
import classes from './queue.module.css'

interface QueueTabsProps {
  readonly tab: QueueTab
  readonly onTab: (tab: QueueTab) => void
  /** Null until they are known. */
  readonly counts: Readonly<Record<QueueTab, number>> | null
}

export function QueueTabs({ tab, onTab, counts }: QueueTabsProps) {
  const { t } = useTranslation()
  return (
    <div className={classes['tabs']} role="tablist" aria-label={t('queue.tabs')}>
      {queueTabs.map((name, i) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === tab}
          aria-controls="queue-panel"
          aria-keyshortcuts={String(i + 1)}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
            const next = queueTabs[(i + step + queueTabs.length) % queueTabs.length]
            if (step === 0 || !next) return
            onTab(next)
            const sibling = event.currentTarget.parentElement?.children.item(queueTabs.indexOf(next))
            if (sibling instanceof HTMLElement) sibling.focus()
          }}
        >
          {t(`queue.${name}`)} <b>{counts?.[name] ?? '?'}</b>
        </button>
      ))}
    </div>
  )
}
