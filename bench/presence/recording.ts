import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { TimedFix } from '@bilezik/compliance'
import { parseIsoInstant } from '@bilezik/domain'
import { contestants } from './rules.ts'

const file = fileURLToPath(new URL('../../../shared/gps/em-tag-2026-01-29-to-03-06.csv', import.meta.url))
// Where its description says that the tag lay; the first day is another place.
const zone = { centre: { lat: 51.49984, lon: -0.13484 }, radiusMetres: 100 }
const firstDay = '2026-01-30'

function fixesOf(csv: string): TimedFix[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line): TimedFix[] => {
      const [fixAt = '', lat, lon, accuracy, , source] = line.split(',')
      const at = parseIsoInstant(fixAt)
      if (!at.ok || fixAt < firstDay) return []
      const place = { lat: Number(lat), lon: Number(lon), accuracyMetres: Number(accuracy) }
      return [{ kind: 'fix', fixAt: at.value, ...place, isValid: true, source: source === 'gps' ? 'gnss' : 'cell' }]
    })
}

/** Exits that each rule finds in the recorded tag, seven or so of which are real walks; undefined where the recording is not there. */
export function recordedExits(): { family: string; setting: string; exits: number }[] | undefined {
  if (!existsSync(file)) return undefined
  const fixes = fixesOf(readFileSync(file, 'utf8'))
  return contestants.map(({ family, setting, rule }) => ({ family, setting, exits: rule(fixes, zone).length }))
}
