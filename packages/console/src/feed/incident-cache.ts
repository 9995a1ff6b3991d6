import { type Incident } from '@bilezik/contract'

/** How long a concluded incident stays known to the screen, so that its row need not vanish under the cursor. */
const concludedKeptMs = 10 * 60_000

/** The list with this incident in its newest form: in its place when known, else in front. */
export function withIncident(incidents: readonly Incident[], incident: Incident): Incident[] {
  const now = incident.concluded ? Date.parse(incident.concluded.at) : null
  const isKept = (known: Incident) => now === null || !known.concluded || Date.parse(known.concluded.at) > now - concludedKeptMs
  const isKnown = incidents.some((known) => known.id === incident.id)
  // What was never on the screen and is over already is no news.
  if (!isKnown) return incident.state === 'concluded' ? incidents.filter(isKept) : [incident, ...incidents]
  return incidents.map((known) => (known.id === incident.id ? incident : known)).filter(isKept)
}
