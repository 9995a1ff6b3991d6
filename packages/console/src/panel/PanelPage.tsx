import { type Incident } from '@bilezik/contract'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../app/use-page-title.ts'
import { WhyDialog } from '../explain/WhyDialog.tsx'
import { TechnicalIncidents } from '../outages/TechnicalIncidents.tsx'
import { useCan, useSession } from '../session/use-session.ts'
import { ConcludeDialog } from './ConcludeDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { PanelMap } from './PanelMap.tsx'
import { Queue } from './Queue.tsx'
import { SelectedStrip } from './SelectedStrip.tsx'
import { availabilityOf } from './availability.ts'
import classes from './panel.module.css'
import { type PanelSearch, type QueueTab } from './panel-search.ts'
import { useIncidentActions } from './use-incident-actions.tsx'
import { usePanelKeys } from './use-panel-keys.ts'
import { useQueue } from './use-queue.ts'

export type PanelDialog = 'note' | 'conclude' | 'why' | null

/** Moving through the queue by keys passes many persons: only the one that is stayed on is looked up, and logged. */
const settleMs = 250

export function PanelPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { user } = useSession()
  const canWork = useCan('incident:work')
  const { tab = 'untaken', incident: incidentId, person: personId } = useSearch({ from: '/signed-in/' })
  const [dialog, setDialog] = useState<PanelDialog>(null)
  const actions = useIncidentActions()
  const queue = useQueue(tab, user.id, incidentId)
  const incident = incidentId === undefined ? undefined : queue.byId.get(incidentId)
  const selectedPersonId = incident?.person.id ?? personId ?? null
  const [settledPersonId] = useDebouncedValue(selectedPersonId, settleMs)
  const available = availabilityOf(incident, user.id, canWork)
  usePageTitle(queue.counts && queue.counts.untaken > 0 ? `(${queue.counts.untaken}) ${t('nav.panel')}` : t('nav.panel'))

  const setSearch = useCallback((search: PanelSearch) => void navigate({ to: '/', search, replace: true }), [navigate])
  const tabSearch = tab === 'untaken' ? {} : { tab }
  const select = useCallback((id: string) => setSearch({ ...(tab !== 'untaken' && { tab }), incident: id }), [setSearch, tab])
  const openPerson = useCallback(
    (id: string) => void navigate({ to: '/persons/$personId', params: { personId: id } }),
    [navigate],
  )
  const openIncident = useCallback((opened: Incident) => openPerson(opened.person.id), [openPerson])
  const chooseTab = (next: QueueTab) =>
    setSearch({ ...(next !== 'untaken' && { tab: next }), ...(incidentId !== undefined && { incident: incidentId }) })

  const choosePerson = (id: string) => {
    // A person on the map is chosen by the incident in the queue that needs someone most, when there is one.
    const theirs = queue.order.ids.map((known) => queue.byId.get(known)).find((known) => known?.person.id === id)
    setSearch({ ...tabSearch, ...(theirs ? { incident: theirs.id } : { person: id }) })
  }
  const take = () => incident && available.take === null && actions.change({ kind: 'take', incident })
  const show = (which: 'note' | 'conclude') => {
    if (available[which] === null) setDialog(which)
  }
  usePanelKeys({
    ids: queue.order.ids,
    selectedId: incidentId,
    onSelect: select,
    onTab: chooseTab,
    onTop: queue.rearrange,
    onTake: () => void take(),
    onNote: () => show('note'),
    onConclude: () => show('conclude'),
    onWhy: () => incident && setDialog('why'),
    onOpen: () => selectedPersonId !== null && openPerson(selectedPersonId),
    onUndo: actions.undo,
    onClear: () => setSearch(tabSearch),
  })

  return (
    <div className={classes['page']}>
      <h1 className="visually-hidden">{t('nav.panel')}</h1>
      <TechnicalIncidents />
      <div className={classes['panel']}>
        <Queue
          queue={queue}
          tab={tab}
          onTab={chooseTab}
          selectedId={incidentId}
          userId={user.id}
          onSelect={select}
          onOpen={openIncident}
        />
        <div className={classes['right']}>
          <PanelMap
            personId={settledPersonId}
            onSelect={choosePerson}
            frameKey={`${incidentId ?? ''} ${settledPersonId ?? ''}`}
          />
          <SelectedStrip
            incident={incident}
            wasSought={incidentId !== undefined}
            personId={settledPersonId}
            available={available}
            isBusy={actions.isPending}
            onTake={() => void take()}
            onShow={show}
            onWhy={() => setDialog('why')}
            onOpenPerson={openPerson}
            onChange={actions.change}
          />
        </div>
        {incident && dialog === 'note' && <NoteDialog incident={incident} actions={actions} onClose={() => setDialog(null)} />}
        {incident && dialog === 'why' && <WhyDialog incidentId={incident.id} onClose={() => setDialog(null)} />}
        {incident && dialog === 'conclude' && (
          <ConcludeDialog incident={incident} actions={actions} onClose={() => setDialog(null)} />
        )}
      </div>
    </div>
  )
}
