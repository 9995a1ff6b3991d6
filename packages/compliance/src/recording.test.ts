import { existsSync, readFileSync } from 'node:fs'
import { type Instant, type Occurrence, parseIsoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { type Exit, type TimedFix, nInARowExits } from './trial/classic-rules.ts'
import { engineExits } from './trial/engine-exits.ts'

// A real electronic-monitoring tag that lay in an office for five weeks, 96 % of its positions from the network.
// What is known of it stands in ../shared/gps/README.md beside the repository.

const recording = new URL('../../../../shared/gps/em-tag-2026-01-29-to-03-06.csv', import.meta.url)
const isHere = existsSync(recording)
if (!isHere)
  console.warn(`SKIPPED: the recording ${recording.pathname} is not on this machine, so presence was not tried on real positions`)

const office = { centre: { lat: 51.49984, lon: -0.13484 }, radiusMetres: 100 }

function utc(text: string): Instant {
  const parsed = parseIsoInstant(text)
  if (!parsed.ok) throw new Error(`${text} is no instant`)
  return parsed.value
}

const walks: readonly Occurrence[] = [
  ['2026-02-10', '10:08', '10:25'],
  ['2026-02-11', '12:25', '12:47'],
  ['2026-02-12', '10:09', '10:19'],
  ['2026-02-12', '11:01', '13:57'],
  ['2026-02-16', '11:56', '12:15'],
  ['2026-02-26', '13:20', '13:27'],
  ['2026-03-02', '13:06', '13:15'],
].map(([day, from, until]) => ({ from: utc(`${day}T${from}:00Z`), until: utc(`${day}T${until}:59Z`) }))

function fixesOf(csv: string): TimedFix[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line): TimedFix[] => {
      const [fixAt = '', lat, lon, accuracy, , source] = line.split(',')
      const at = utc(fixAt)
      if (at < utc('2026-01-30T00:00:00Z')) return []
      const position = { lat: Number(lat), lon: Number(lon), accuracyMetres: Number(accuracy), isValid: true }
      return [{ kind: 'fix', fixAt: at, ...position, source: source === 'gps' ? 'gnss' : 'cell' }]
    })
}

function exitsOf(exits: readonly Exit[]): Occurrence[] {
  return exits.map(({ from, to }) => ({ from, until: to }))
}

function overlap(a: Occurrence, b: Occurrence): boolean {
  return a.from <= b.until && b.from <= a.until
}

describe.skipIf(!isHere)(`the recorded tag${isHere ? '' : ' (skipped: ../shared/gps is not on this machine)'}`, () => {
  const fixes = isHere ? fixesOf(readFileSync(recording, 'utf8')) : []

  it('[MON.uncertain] every real walk is an exit, and the drift of five weeks is none', () => {
    const exits = exitsOf(engineExits(fixes, office).exits)
    const found = walks.filter((walk) => exits.some((exit) => overlap(walk, exit)))
    const falseExits = exits.filter((exit) => !walks.some((walk) => overlap(walk, exit)))
    const outsideWalks = (all: readonly Occurrence[]) => all.filter((exit) => !walks.some((walk) => overlap(walk, exit))).length
    const [naive, threeInARow] = [1, 3].map((count) => outsideWalks(exitsOf(nInARowExits(fixes, office, count))))
    console.info(
      `${fixes.length} fixes, ${found.length} of ${walks.length} walks found in ${exits.length} exits, ${falseExits.length} false; ` +
        `false exits of the naive test ${naive}, of three in a row ${threeInARow}`,
    )
    expect(found).toEqual(walks)
    expect(falseExits).toEqual([])
    // Who asks about a somewhat smaller home gets the same answer: it does not hang on a lucky number.
    for (const smaller of [60, 80]) {
      const others = exitsOf(engineExits(fixes, { ...office, radiusMetres: smaller }).exits)
      expect(walks.filter((walk) => others.some((exit) => overlap(walk, exit)))).toEqual(walks)
      expect(outsideWalks(others)).toBe(0)
    }
    // The recording does hold the noise that the naive tests fall for.
    expect(naive).toBeGreaterThan(100)
    expect(threeInARow).toBeGreaterThan(30)
  })
})
