/** The element of a row: what the list names as its active descendant, and what is scrolled into sight. */
export function rowId(incidentId: string): string {
  return `incident-${incidentId}`
}
