import { existsSync, readFileSync } from 'node:fs'
import { type Instant, type Occurrence, type Rule, distanceMetres, parseIsoInstant, roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { WatchEvent } from './stream.ts'
import { condition, planAt, play, reading, wholeKit } from './testing/scenario.ts'

// A real electronic-monitoring tag that lay in an office for five weeks, 96 % of its positions from the network.
// What is known of it stands in ../shared/gps/README.md beside the repository.

const recording = new URL('../../../../shared/gps/em-tag-2026-01-29-to-03-06.csv', import.meta.url)
const isHere = existsSync(recording)
if (!isHere)
  console.warn(`SKIPPED: the recording ${recording.pathname} is not on this machine, so presence was not tried on real positions`)

const office = { lat: 51.49984, lon: -0.13484 }
const radiusMetres = 100

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

function fixesOf(csv: string): WatchEvent[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .flatMap((line, i) => {
      const [fixAt = '', lat, lon, accuracy, , source] = line.split(',')
      const at = utc(fixAt)
      if (at < utc('2026-01-30T00:00:00Z')) return []
      const position = { lat: Number(lat), lon: Number(lon), accuracyMetres: Number(accuracy), isValid: true }
      return [reading(at, { kind: 'fix', ...position, source: source === 'gps' ? 'gnss' : 'cell' }, undefined, `row-${i}`)]
    })
}

function exitsOf(fixes: readonly WatchEvent[]): Occurrence[] {
  const [from, until] = [utc('2026-01-30T00:00:00Z'), utc('2026-04-01T00:00:00Z')]
  const shape = { kind: 'circle', centre: office, radiusMetres } as const
  const rule: Rule = { kind: 'curfew', zone: { name: 'office', shape }, schedule: roundTheClock, graceMs: 0 }
  const kit = wholeKit.map((device) => ({ ...device, from, until }))
  const { effects } = play([planAt(from, [condition('office', rule, from, until)], undefined, kit), ...fixes])
  const exits: Occurrence[] = []
  let leftAt: Instant | undefined
  for (const effect of effects) {
    if (effect.kind !== 'presence') continue
    if (leftAt !== undefined) exits.push({ from: leftAt, until: effect.noticedAt })
    leftAt = effect.presence.kind === 'outside' ? effect.presence.since : undefined
  }
  return exits
}

function overlap(a: Occurrence, b: Occurrence): boolean {
  return a.from <= b.until && b.from <= a.until
}

/** What a system without uncertainty counts: each time that a fix beyond the radius follows one within it. */
function naiveExits(fixes: readonly WatchEvent[], inARow: number): Occurrence[] {
  const exits: Occurrence[] = []
  let [beyond, hasLeft] = [0, false]
  for (const event of fixes) {
    if (event.kind !== 'reading' || event.reading.kind !== 'fix') continue
    const isBeyond = distanceMetres(event.reading, office) > radiusMetres
    beyond = isBeyond ? beyond + 1 : 0
    if (!isBeyond) hasLeft = false
    else if (!hasLeft && beyond >= inARow) {
      hasLeft = true
      exits.push({ from: event.at, until: event.at })
    }
  }
  return exits
}

describe.skipIf(!isHere)(`the recorded tag${isHere ? '' : ' (skipped: ../shared/gps is not on this machine)'}`, () => {
  const fixes = isHere ? fixesOf(readFileSync(recording, 'utf8')) : []

  it('[MON.uncertain] every real walk is an exit, and the drift of five weeks is none', () => {
    const exits = exitsOf(fixes)
    const found = walks.filter((walk) => exits.some((exit) => overlap(walk, exit)))
    const falseExits = exits.filter((exit) => !walks.some((walk) => overlap(walk, exit)))
    const outsideWalks = (all: readonly Occurrence[]) => all.filter((exit) => !walks.some((walk) => overlap(walk, exit))).length
    const [naive, threeInARow] = [outsideWalks(naiveExits(fixes, 1)), outsideWalks(naiveExits(fixes, 3))]
    console.info(
      `${fixes.length} fixes, ${found.length} of ${walks.length} walks found in ${exits.length} exits, ${falseExits.length} false; ` +
        `false exits of the naive test ${naive}, of three in a row ${threeInARow}`,
    )
    expect(found).toEqual(walks)
    expect(falseExits).toEqual([])
    // The recording does hold the noise that the naive tests fall for.
    expect(naive).toBeGreaterThan(100)
    expect(threeInARow).toBeGreaterThan(30)
  })
})
