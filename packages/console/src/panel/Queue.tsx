import { type Incident } from '@bilezik/contract'
import { Skeleton } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../app/Failure.tsx'
import { Notice } from '../app/Notice.tsx'
import { IncidentRow } from './IncidentRow.tsx'
import { QueueSummary } from './QueueSummary.tsx'
import { QueueTabs } from './QueueTabs.tsx'
import { type QueueTab } from './panel-search.ts'
import classes from './queue.module.css'
import { rowId } from './row-id.ts'
import { type Queue as QueueState } from './use-queue.ts'
import { useSteadyScroll } from './use-steady-scroll.ts'

const rowPx = 56

interface QueueProps {
  readonly queue: QueueState
  readonly tab: QueueTab
  readonly onTab: (tab: QueueTab) => void
  readonly selectedId: string | undefined
  readonly userId: string
  readonly onSelect: (incidentId: string) => void
  readonly onOpen: (incident: Incident) => void
}

export function Queue({ queue, tab, onTab, selectedId, userId, onSelect, onOpen }: QueueProps) {
  const { t } = useTranslation()
  const listRef = useRef<HTMLDivElement>(null)
  const [scrolledPx, setScrolledPx] = useState(0)
  const { order, byId } = queue
  const slackPx = useSteadyScroll(listRef, order.ids, rowPx, queue.isHeld, selectedId)
  const rows = useVirtualizer({
    count: order.ids.length,
    getScrollElement: () => listRef.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => order.ids[index] ?? index,
    overscan: 8,
  })
  const above = order.ids
    .slice(0, Math.ceil(scrolledPx / rowPx))
    .filter((id) => order.fresh.has(id))
    .flatMap((id) => byId.get(id) ?? [])
  const toTop = () => {
    queue.rearrange()
    listRef.current?.scrollTo({ top: 0 })
  }
  const isEmpty = queue.status === 'success' && order.ids.length === 0
  const isSelectedShown = selectedId !== undefined && order.ids.includes(selectedId)

  return (
    <section className={classes['queue']} aria-label={t('queue.label')}>
      <QueueTabs tab={tab} onTab={onTab} counts={queue.counts} />
      <QueueSummary incidents={byId} above={above} onToTop={toTop} />
      <div className={classes['viewport']} id="queue-panel" role="tabpanel" aria-label={t(`queue.${tab}`)}>
        {queue.status === 'pending' && <QueueSkeleton />}
        {queue.status === 'error' && <Failure error={queue.error} onRetry={queue.retry} />}
        {isEmpty && <QueueEmpty tab={tab} />}
        <div
          ref={listRef}
          role="listbox"
          aria-label={t('queue.label')}
          aria-activedescendant={isSelectedShown ? rowId(selectedId) : undefined}
          tabIndex={0}
          hidden={order.ids.length === 0}
          className={classes['list']}
          onPointerEnter={() => queue.hold(true)}
          onPointerLeave={() => queue.hold(false)}
          onScroll={(event) => setScrolledPx(event.currentTarget.scrollTop)}
          onKeyDown={(event) => {
            const selected = selectedId === undefined ? undefined : byId.get(selectedId)
            if (event.key === 'Enter' && selected) onOpen(selected)
          }}
        >
          <div className={classes['rows']} style={{ height: rows.getTotalSize() + slackPx }}>
            {rows.getVirtualItems().map((item) => {
              const incident = byId.get(order.ids[item.index] ?? '')
              if (!incident) return null
              return (
                <IncidentRow
                  key={incident.id}
                  incident={incident}
                  isSelected={incident.id === selectedId}
                  isFresh={order.fresh.has(incident.id)}
                  isMine={incident.taken?.byUserId === userId}
                  offsetPx={item.start}
                  position={item.index + 1}
                  total={order.ids.length}
                  onSelect={onSelect}
                  onOpen={onOpen}
                />
              )
            })}
          </div>
        </div>
        {queue.isTruncated && <p className={classes['truncated']}>{t('queue.truncated')}</p>}
      </div>
    </section>
  )
}

function QueueSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={classes['skeleton']} aria-busy="true" aria-label={t('app.loading')} role="status">
      {Array.from({ length: 8 }, (_, i) => (
        <Skeleton key={i} height={40} mb={16} radius={2} animate={false} />
      ))}
    </div>
  )
}

function QueueEmpty({ tab }: { readonly tab: QueueTab }) {
  const { t } = useTranslation()
  if (tab === 'untaken') return <Notice title={t('queue.emptyUntaken')}>{t('queue.emptyUntakenHint')}</Notice>
  if (tab === 'mine') return <Notice title={t('queue.emptyMine')}>{t('queue.emptyMineHint')}</Notice>
  return <Notice title={t('queue.emptyAll')}>{t('queue.emptyAllHint')}</Notice>
}
