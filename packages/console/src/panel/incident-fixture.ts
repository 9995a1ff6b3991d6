import { type Incident } from '@bilezik/contract'

/** An untaken incident for tests, changed as given. */
export function incidentOf(change: Partial<Incident> & { readonly id: string }): Incident {
  return {
    number: 1,
    person: { id: 'p', name: 'Ахметов А. Б.' },
    organisationId: 'o',
    cause: 'home',
    severity: 'high',
    headline: 'not-at-home',
    zoneName: 'Үй',
    state: 'open',
    isActive: true,
    beganAt: '2026-11-22T17:00:00Z',
    openedAt: '2026-11-22T17:00:00Z',
    alertCount: 1,
    distanceMetres: 1_400,
    belief: 0.97,
    taken: null,
    concluded: null,
    ...change,
  }
}
