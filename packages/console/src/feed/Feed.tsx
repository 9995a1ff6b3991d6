import { type Incident } from '@bilezik/contract'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { liveIncidentsQuery, technicalIncidentsQuery, technicalNoticesQuery } from '../api/queries.ts'
import { sessionEnded } from '../app/query-client.ts'
import { announceIncident } from './announcements.ts'
import { followFeed } from './feed-client.ts'
import { withIncident } from './incident-cache.ts'
import { feedStore } from './live.ts'

/**
 * A list that is under way may have been read before this incident: it is put into that one too, once it is here.
 * Without it an incident that opens while the first list loads would never be seen.
 */
function putIntoList(queryClient: QueryClient, incident: Incident): void {
  const { queryKey } = liveIncidentsQuery
  const put = () =>
    queryClient.setQueryData(queryKey, (old) => old && { ...old, incidents: withIncident(old.incidents, incident) })
  put()
  const isUnderWay = queryClient.getQueryState(queryKey)?.fetchStatus === 'fetching'
  // Joins the load that is under way. Where that fails the list says so, and the next one is read later than this.
  if (isUnderWay) queryClient.fetchQuery(liveIncidentsQuery).then(put, () => undefined)
}

/** Follows the feed while it is on the screen, and brings what comes into the queries. Draws nothing. */
export function Feed() {
  const queryClient = useQueryClient()
  useEffect(() => {
    const end = new AbortController()
    feedStore.clear(performance.now())
    const onIncident = (incident: Incident) => {
      const known = queryClient.getQueryData(liveIncidentsQuery.queryKey)
      const isNew = known !== undefined && !known.incidents.some(({ id }) => id === incident.id)
      if (isNew && incident.state === 'open' && incident.severity === 'critical') announceIncident(incident)
      putIntoList(queryClient, incident)
      // Each load is logged as a look at a location: one that is under way already is enough.
      void queryClient.invalidateQueries({ queryKey: ['incident', incident.id] }, { cancelRefetch: false })
      void queryClient.invalidateQueries({ queryKey: ['incidents', 'person', incident.person.id] })
    }
    void followFeed(
      feedStore,
      {
        onIncident,
        onObligation: (personId) => {
          void queryClient.invalidateQueries({ queryKey: ['person', personId] })
          void queryClient.invalidateQueries({ queryKey: ['history', personId] })
        },
        onTechnicalIncident: () => {
          void queryClient.invalidateQueries({ queryKey: technicalIncidentsQuery.queryKey })
          void queryClient.invalidateQueries({ queryKey: technicalNoticesQuery.queryKey })
        },
        onDeadline: () => {
          void queryClient.invalidateQueries({ queryKey: ['deadlines'] })
        },
        onReset: () =>
          void queryClient.invalidateQueries({
            predicate: ({ queryKey }) => queryKey[0] !== 'system' && queryKey[0] !== 'session',
          }),
        onRefused: (status) => {
          if (status === 401) sessionEnded()
        },
      },
      end.signal,
    )
    return () => end.abort()
  }, [queryClient])
  return null
}
