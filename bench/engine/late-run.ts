import { performance } from 'node:perf_hooks'
import type { WatchEvent, WatchState } from '@bilezik/compliance'
import { type DeviceId, type OrganisationId, type PersonId, instant, minute, second } from '@bilezik/domain'
import { isReplayDue } from '../../packages/server/src/engine/late.ts'
import { replayed } from '../../packages/server/src/engine/replay.ts'
import { type Watched, advanced, newlyWatched, rewoundInMemory, withRewound } from '../../packages/server/src/engine/watched.ts'
import { planEvent } from './engine-run.ts'
import { type Workload, arrivalsOf, homesOf, rulesOf, seeded, shapesAround, startAt, timeOf } from './workload.ts'

// What late readings cost, through the functions with which the shell goes back and steps again. The database is left out.

type Random = () => number

/** Each late reading comes this many fixes after its turn, still within what the shell keeps in memory. */
const lateByRounds = 3

function people(workload: Workload, random: Random): { readonly watched: Watched[]; readonly rounds: WatchEvent[][] } {
  const homes = homesOf(workload, random)
  const watched = homes.map((home, i): Watched => {
    const fresh = newlyWatched(`person-${i}` as PersonId)
    const unplanned: Watched = { ...fresh, organisationId: 'organisation' as OrganisationId, visibleUntil: timeOf(1e6) }
    return advanced(unplanned, planEvent(rulesOf(shapesAround(home, workload, random))), startAt).watched
  })
  const rounds = Array.from({ length: workload.fixesPerPerson }, (_, round) => {
    const at = timeOf(round)
    const arrivals = [...arrivalsOf(homes, round, random)].flatMap(({ batch }) => batch)
    return arrivals.map((arrival): WatchEvent => {
      return { kind: 'reading', at, receivedAt: at, deviceId: 'device' as DeviceId, ...arrival }
    })
  })
  return { watched, rounds }
}

export interface LateRun {
  readonly fixesPerSecond: number
  /** One is the least: each reading once, in its turn. */
  readonly stepsPerFix: number
  readonly fixes: number
}

/** A share of all readings comes some rounds late, and each person is stepped again once a round if need be. */
export function lateShareRun(workload: Workload & { readonly latePercent: number }): LateRun {
  const random = seeded(2_026)
  const { watched, rounds } = people(workload, random)
  const arriving: { person: number; event: WatchEvent }[][] = []
  for (const [round, events] of rounds.entries()) {
    for (const [person, event] of events.entries()) {
      const at = random() * 100 < workload.latePercent ? round + lateByRounds : round
      ;(arriving[at] ??= []).push({ person, event })
    }
  }
  let [steps, fixes] = [0, 0]
  const beganMs = performance.now()
  for (const [round, arrivals] of arriving.entries()) {
    const now = timeOf(round)
    for (const { person, event } of arrivals) watched[person] = advanced(watched[person] as Watched, event, now).watched
    fixes += arrivals.length
    for (const { person } of arrivals) {
      const rewound = rewoundInMemory(watched[person] as Watched)
      if (!rewound) continue
      steps += rewound.stepped
      watched[person] = withRewound(watched[person] as Watched, rewound, now)
    }
  }
  const spentMs = performance.now() - beganMs
  return { fixesPerSecond: Math.round((fixes * 1_000) / spentMs), stepsPerFix: (fixes + steps) / fixes, fixes }
}

/** What a device kept for so many minutes comes newest first, a hundred records a second; the shell decides when to step again. */
export function newestFirstRun(workload: Workload): LateRun & { readonly replays: number } {
  const { watched, rounds } = people(workload, seeded(2_026))
  let one = watched[0] as Watched
  const base: WatchState = one.state
  const heard: WatchEvent[] = []
  let [steps, replays] = [0, 0]
  const again = (now: number) => {
    const rewound = replayed(base, heard, one.state.at)
    one = withRewound(one, rewound, instant(now))
    steps += rewound.stepped
    replays++
  }
  let now: number = timeOf(rounds.length)
  const beganMs = performance.now()
  for (const [event] of rounds.toReversed() as [WatchEvent][]) {
    now += 10
    heard.push(event)
    one = advanced(one, event, instant(now)).watched
    if (one.late && isReplayDue(one.late, one.lastReplay, instant(now))) again(now)
  }
  for (const end = now + 10 * minute; one.late && now < end; now += second) {
    if (isReplayDue(one.late, one.lastReplay, instant(now))) again(now)
  }
  const fixes = rounds.length
  const fixesPerSecond = Math.round((fixes * 1_000) / (performance.now() - beganMs))
  return { fixesPerSecond, stepsPerFix: (fixes + steps) / fixes, fixes, replays }
}
