import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, call, credentials } from './client.ts'

export type Session = Answer<'getSession'>
export type PersonDetail = Answer<'getPerson'>
export type Obligation = PersonDetail['obligations'][number]
export type History = Answer<'getHistory'>
export type IncidentDetail = Answer<'getIncident'>
export type Alert = IncidentDetail['alerts'][number]
export type ExplanationAnswer = Answer<'getExplanation'>
export type LogEntry = Answer<'listLog'>['entries'][number]
export type Warning = Answer<'listWarnings'>['warnings'][number]
export type Permit = Answer<'listPermits'>['permits'][number]
export type Command = Answer<'listCommands'>['commands'][number]
export type CaseFile = Answer<'getCaseFile'>
export type DeviceModel = Answer<'listDeviceModels'>['models'][number]

export const systemQuery = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => call('getSystem', { signal }),
  staleTime: Infinity,
})

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const session = await call('getSession', { signal })
    credentials.csrfToken = session.csrfToken
    return session
  },
  staleTime: Infinity,
  gcTime: Infinity,
  retry: false,
})

/** The queue: everything open or taken in scope. The feed keeps it fresh, so it is loaded once and after a reset. */
export const liveIncidentsQuery = queryOptions({
  queryKey: ['incidents', 'live'],
  queryFn: ({ signal }) => call('listIncidents', { query: { state: 'live', limit: 500 }, signal }),
  staleTime: Infinity,
})

/** Outages of many that are not concluded. The feed says when one changes; asked now and then besides, for the count of the silent. */
export const technicalIncidentsQuery = queryOptions({
  queryKey: ['technical-incidents'],
  queryFn: ({ signal }) => call('listTechnicalIncidents', { query: { limit: 50 }, signal }),
  refetchInterval: 60_000,
})
export const technicalNoticesQuery = queryOptions({
  queryKey: ['technical-notices'],
  queryFn: ({ signal }) => call('listTechnicalNotices', { query: { limit: 500 }, signal }),
  refetchInterval: 60_000,
})

export function personIncidentsQuery(personId: string) {
  return queryOptions({
    queryKey: ['incidents', 'person', personId],
    queryFn: async ({ signal }) => {
      const [live, concluded] = await Promise.all([
        call('listIncidents', { query: { state: 'live', personId, limit: 100 }, signal }),
        call('listIncidents', { query: { state: 'concluded', personId, limit: 100 }, signal }),
      ])
      return [...live.incidents, ...concluded.incidents]
    },
  })
}

export function incidentQuery(incidentId: string) {
  return queryOptions({
    queryKey: ['incident', incidentId],
    queryFn: ({ signal }) => call('getIncident', { params: { incidentId }, signal }),
    staleTime: 60_000,
  })
}

export function explanationQuery(alertId: string) {
  return queryOptions({
    queryKey: ['explanation', alertId],
    queryFn: ({ signal }) => call('getExplanation', { params: { alertId }, signal }),
    staleTime: 60_000,
  })
}

export function personQuery(personId: string) {
  return queryOptions({
    queryKey: ['person', personId],
    queryFn: ({ signal }) => call('getPerson', { params: { personId }, signal }),
    staleTime: 60_000,
  })
}

/** Instants in ISO 8601; the caller rounds them, so that a render does not become a request. */
export function historyQuery(personId: string, from: string, until: string) {
  return queryOptions({
    queryKey: ['history', personId, from, until],
    queryFn: ({ signal }) => call('getHistory', { params: { personId }, query: { from, until }, signal }),
    placeholderData: (previous, previousQuery) => (previousQuery?.queryKey[1] === personId ? previous : undefined),
    staleTime: 60_000,
    gcTime: 120_000,
  })
}

export function personSearchQuery(query: string) {
  return queryOptions({
    queryKey: ['persons', query],
    queryFn: ({ signal }) => call('listPersons', { query: { query, limit: 20 }, signal }),
    placeholderData: keepPreviousData,
    enabled: query.trim().length > 0,
    staleTime: 30_000,
  })
}

/** Names by id, for lists that hold ids alone. The first 500 by name: whoever is beyond them is opened without a name. */
export const personNamesQuery = queryOptions({
  queryKey: ['person-names'],
  queryFn: ({ signal }) => call('listPersons', { query: { limit: 500 }, signal }),
  select: ({ persons }) =>
    new Map(
      persons.map(({ id, familyName, givenName, patronymic }) => [
        id,
        [familyName, givenName, patronymic].filter(Boolean).join(' '),
      ]),
    ),
  staleTime: 300_000,
})

/** Whom to warn of a person: a look at it is logged, so it is asked for only where a condition protects somebody. */
export function warningsQuery(personId: string) {
  return queryOptions({
    queryKey: ['warnings', personId],
    queryFn: ({ signal }) => call('listWarnings', { params: { personId }, signal }),
    refetchInterval: 30_000,
  })
}

export function permitsQuery(orderId: string) {
  return queryOptions({
    queryKey: ['permits', orderId],
    queryFn: ({ signal }) => call('listPermits', { params: { orderId }, signal }),
  })
}

export function commandsQuery(personId: string) {
  return queryOptions({
    queryKey: ['commands', personId],
    queryFn: ({ signal }) => call('listCommands', { params: { personId }, signal }),
  })
}

export function personLogQuery(personId: string) {
  return queryOptions({
    queryKey: ['log', personId],
    queryFn: ({ signal }) => call('listLog', { query: { personId, limit: 200 }, signal }),
  })
}

export const logQuery = queryOptions({
  queryKey: ['log'],
  queryFn: ({ signal }) => call('listLog', { query: { limit: 500 }, signal }),
})
export const organisationsQuery = queryOptions({
  queryKey: ['organisations'],
  queryFn: ({ signal }) => call('listOrganisations', { signal }),
})
export const usersQuery = queryOptions({ queryKey: ['users'], queryFn: ({ signal }) => call('listUsers', { signal }) })
export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: ({ signal }) => call('listDevices', { query: { limit: 500 }, signal }),
})
export const unknownDevicesQuery = queryOptions({
  queryKey: ['unknown-devices'],
  queryFn: ({ signal }) => call('listUnknownDevices', { signal }),
  refetchInterval: 15_000,
})
export const quarantineQuery = queryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ signal }) => call('listQuarantine', { query: { limit: 500 }, signal }),
  refetchInterval: 15_000,
})
export const deviceModelsQuery = queryOptions({
  queryKey: ['device-models'],
  queryFn: ({ signal }) => call('listDeviceModels', { signal }),
  staleTime: 60_000,
})
export const suppressedSignalsQuery = queryOptions({
  queryKey: ['suppressed-signals'],
  queryFn: ({ signal }) => call('listSuppressedSignals', { query: { limit: 500 }, signal }),
  refetchInterval: 15_000,
})
export const engineFaultsQuery = queryOptions({
  queryKey: ['engine-faults'],
  queryFn: ({ signal }) => call('listEngineFaults', { query: { limit: 500 }, signal }),
  refetchInterval: 15_000,
})
export const engineDifferencesQuery = queryOptions({
  queryKey: ['engine-differences'],
  queryFn: ({ signal }) => call('listEngineDifferences', { query: { limit: 500 }, signal }),
  refetchInterval: 60_000,
})
export const deviceClockEventsQuery = queryOptions({
  queryKey: ['device-clock-events'],
  queryFn: ({ signal }) => call('listDeviceClockEvents', { query: { limit: 200 }, signal }),
  refetchInterval: 15_000,
})
export const securityEventsQuery = queryOptions({
  queryKey: ['security-events'],
  queryFn: ({ signal }) => call('listSecurityEvents', { signal }),
  refetchInterval: 15_000,
})

export const caseFilesQuery = queryOptions({
  queryKey: ['case-files'],
  queryFn: ({ signal }) => call('listCaseFiles', { query: { limit: 500 }, signal }),
})

export function caseFileQuery(orderId: string) {
  return queryOptions({
    queryKey: [...caseFilesQuery.queryKey, orderId],
    queryFn: ({ signal }) => call('getCaseFile', { params: { orderId }, signal }),
  })
}

export function caseFileHistoryQuery(orderId: string) {
  return queryOptions({
    queryKey: [...caseFilesQuery.queryKey, orderId, 'history'],
    queryFn: ({ signal }) => call('getOrderHistory', { params: { orderId }, signal }),
  })
}

export function orderChangesQuery(orderId: string) {
  return queryOptions({
    queryKey: [...caseFilesQuery.queryKey, orderId, 'changes'],
    queryFn: ({ signal }) => call('getOrderChanges', { params: { orderId }, signal }),
  })
}
