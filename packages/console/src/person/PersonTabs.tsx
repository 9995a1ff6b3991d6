import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { personIncidentsQuery, personLogQuery } from '../api/queries.ts'
import { Failure } from '../app/Failure.tsx'
import { Notice } from '../app/Notice.tsx'
import { CommandsPanel } from '../commands/CommandsPanel.tsx'
import { useCommands } from '../commands/use-commands.ts'
import { LogTable } from '../log/LogTable.tsx'
import { useCan } from '../session/use-session.ts'
import { PersonIncidents } from './PersonIncidents.tsx'
import classes from './person.module.css'

const tabs = ['incidents', 'commands', 'looked'] as const
export type PersonTab = (typeof tabs)[number]

interface PersonTabsProps {
  readonly personId: string
  readonly tab: PersonTab
  readonly onTab: (tab: PersonTab) => void
  readonly onWhy: (incidentId: string) => void
}

export function PersonTabs({ personId, tab, onTab, onWhy }: PersonTabsProps) {
  const { t } = useTranslation()
  // Not only while its tab is open: what a command brings belongs on the whole page.
  const commands = useCommands(personId)
  const canReadLog = useCan('log:read')
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(tabs.find((known) => known === value) ?? tab)}
      className={classes['tabs'] ?? ''}
      keepMounted={false}
    >
      <Tabs.List aria-label={t('person.tabs')}>
        <Tabs.Tab value="incidents">{t('person.incidents')}</Tabs.Tab>
        <Tabs.Tab value="commands">{t('commands.title')}</Tabs.Tab>
        {canReadLog && <Tabs.Tab value="looked">{t('person.looked')}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="incidents">
        <IncidentsPanel personId={personId} onWhy={onWhy} />
      </Tabs.Panel>
      <Tabs.Panel value="commands">
        <CommandsPanel query={commands} />
      </Tabs.Panel>
      {canReadLog && (
        <Tabs.Panel value="looked">
          <LookedPanel personId={personId} />
        </Tabs.Panel>
      )}
    </Tabs>
  )
}

function IncidentsPanel({ personId, onWhy }: Pick<PersonTabsProps, 'personId' | 'onWhy'>) {
  const { t } = useTranslation()
  const incidents = useQuery(personIncidentsQuery(personId))
  if (incidents.isError && !incidents.data) return <Failure error={incidents.error} onRetry={() => void incidents.refetch()} />
  if (incidents.data?.length === 0) return <Notice title={t('person.noIncidents')} />
  return <PersonIncidents incidents={incidents.data ?? []} onWhy={onWhy} />
}

function LookedPanel({ personId }: { readonly personId: string }) {
  const { t } = useTranslation()
  const log = useQuery(personLogQuery(personId))
  if (log.isError && !log.data) return <Failure error={log.error} onRetry={() => void log.refetch()} />
  return <LogTable label={t('person.looked')} entries={log.data?.entries} empty={t('person.noLooked')} hasPerson={false} />
}
