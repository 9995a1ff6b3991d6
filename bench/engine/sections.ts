import { measured } from './measured.ts'
import type { Workload } from './workload.ts'

// Each section gives the rows of one table: what was varied, and what the engine and its rivals made of it.

export type Row = Readonly<Record<string, string | number>>

export interface Size {
  readonly persons: number
  readonly fixesPerPerson: number
  /** A tenth of the fixes everywhere: shows that it runs, not how fast. */
  readonly isQuick: boolean
}

const usualZones = 5
/** PostGIS answers whole rounds; a few are enough, and the first of them only warms up. */
const postgisRounds = 4

async function sideBySide(workload: Workload): Promise<Row> {
  const engine = await measured('engine', workload)
  const turf = await measured('turf', workload)
  const withBoxes = await measured('turfWithBoxes', workload)
  return {
    enginePerSecond: engine.fixesPerSecond,
    enginePerCpuSecond: engine.fixesPerCpuSecond,
    turfPerSecond: turf.fixesPerSecond,
    turfWithBoxesPerSecond: withBoxes.fixesPerSecond,
    ...(engine.bytesPerPerson !== undefined && { bytesPerPerson: engine.bytesPerPerson }),
    rssMegabytes: engine.rssMegabytes,
  }
}

/** The promise itself, and what naive programs make of the same zones and fixes. */
async function rivals({ persons, fixesPerPerson }: Size): Promise<Row[]> {
  const workload: Workload = { persons, fixesPerPerson, zonesPerPerson: usualZones }
  const engine = { who: 'bilezik, with uncertainty, hours and reasons', ...(await measured('engine', workload)) }
  const caring = { who: 'the same, with contact and device care', ...(await measured('engine', { ...workload, hasCare: true })) }
  const turf = { who: 'turf.js, inside or outside', ...(await measured('turf', workload)) }
  const boxed = { who: 'turf.js with bounding boxes', ...(await measured('turfWithBoxes', workload)) }
  const postgis = await measured('postgis', { ...workload, fixesPerPerson: postgisRounds })
  if ('leftOut' in postgis) return [engine, caring, turf, boxed, { who: 'PostGIS', leftOut: postgis.leftOut }]
  const { version, fixes, geometry, geography } = postgis
  return [
    engine,
    caring,
    turf,
    boxed,
    { who: `PostGIS geometry (${version})`, fixes, ...geometry },
    { who: 'PostGIS geography', fixes, ...geography },
  ]
}

async function byPersons({ persons, isQuick }: Size): Promise<Row[]> {
  const fixes = isQuick ? 60_000 : 600_000
  const rows: Row[] = []
  const counts = new Set([1_000, 10_000, persons])
  for (const count of [...counts].toSorted((a, b) => a - b)) {
    const workload = { persons: count, fixesPerPerson: Math.max(10, Math.round(fixes / count)), zonesPerPerson: usualZones }
    rows.push({ persons: count, ...(await sideBySide(workload)) })
  }
  return rows
}

async function byZones({ isQuick }: Size): Promise<Row[]> {
  const rows: Row[] = []
  for (const zonesPerPerson of [1, 5, 20]) {
    const workload = { persons: 5_000, fixesPerPerson: isQuick ? 10 : 80, zonesPerPerson }
    rows.push({ zonesPerPerson, ...(await sideBySide(workload)) })
  }
  return rows
}

/** The home is a polygon of as many corners too: every fix lies in it or near it. */
async function byCorners({ isQuick }: Size): Promise<Row[]> {
  const rows: Row[] = []
  for (const corners of [10, 100, 1_000, 10_000]) {
    const workload = { persons: 200, fixesPerPerson: isQuick ? 50 : 500, zonesPerPerson: usualZones, corners }
    rows.push({ corners, ...(await sideBySide(workload)) })
  }
  return rows
}

async function lateShare({ isQuick }: Size): Promise<Row[]> {
  const rows: Row[] = []
  for (const latePercent of [0, 1, 10]) {
    const workload = { persons: 1_000, fixesPerPerson: isQuick ? 20 : 200, zonesPerPerson: usualZones, latePercent }
    rows.push({ latePercent, ...(await measured('lateShare', workload)) })
  }
  return rows
}

async function newestFirst(): Promise<Row[]> {
  const rows: Row[] = []
  for (const backlog of [1_000, 2_000, 4_000]) {
    const workload = { persons: 1, fixesPerPerson: backlog, zonesPerPerson: usualZones }
    rows.push({ backlog, ...(await measured('newestFirst', workload)) })
  }
  return rows
}

export const sections = {
  rivals,
  persons: byPersons,
  zones: byZones,
  corners: byCorners,
  late: lateShare,
  backlog: newestFirst,
} as const

export type SectionName = keyof typeof sections
