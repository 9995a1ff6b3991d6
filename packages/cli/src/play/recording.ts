import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { type FixSource, type Instant, type Result, ok, parseIsoInstant, refused } from '@bilezik/domain'
import { parse } from 'csv-parse'
import { UsageError } from '../sentence-of.ts'

/** One usable row of a recording. */
export interface RecordedFix {
  /** Of the file, counted from 1, the heading included: what an editor shows. */
  readonly line: number
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  readonly accuracyMetres?: number
  readonly source?: FixSource
  readonly speedMetresPerSecond?: number
  readonly courseDegrees?: number
  readonly satellites?: number
}

export interface SkippedRow {
  readonly line: number
  readonly reason: string
}

export interface Recording {
  /** In order of time; rows of the same second keep the order of the file. */
  readonly fixes: readonly RecordedFix[]
  readonly skipped: readonly SkippedRow[]
}

const sources: Readonly<Record<string, FixSource>> = {
  gps: 'gnss',
  gnss: 'gnss',
  rf: 'rf',
  wifi: 'wifi',
  lbs: 'cell',
  cell: 'cell',
  network: 'cell',
}
const required = ['fix_at', 'lat', 'lon'] as const

type Row = Readonly<Record<string, string | undefined>>

function numberIn(text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) && value >= low && value <= high ? value : undefined
}

/** Speed is taken as km/h, as the tag recordings count it: a walking person shows 4 to 6. */
function fixFrom(row: Row, line: number): Result<RecordedFix, string> {
  const at = parseIsoInstant((row['fix_at'] ?? '').trim().replace(' ', 'T'))
  if (!at.ok) return refused('fix_at is no ISO 8601 time with an offset')
  const lat = numberIn(row['lat'], -90, 90)
  const lon = numberIn(row['lon'], -180, 180)
  if (lat === undefined || lon === undefined) return refused('lat or lon is missing or lies outside of the globe')
  const accuracyMetres = numberIn(row['accuracy_m'], 0, 1e6)
  const source = sources[(row['source'] ?? '').trim().toLowerCase()]
  const kilometresPerHour = numberIn(row['speed'], 0, 1_000)
  const courseDegrees = numberIn(row['course'], 0, 360)
  const satellites = numberIn(row['satellites'], 0, 200)
  return ok({
    line,
    fixAt: at.value,
    lat,
    lon,
    ...(accuracyMetres === undefined ? {} : { accuracyMetres }),
    ...(source === undefined ? {} : { source }),
    ...(kilometresPerHour === undefined ? {} : { speedMetresPerSecond: Math.round((kilometresPerHour / 3.6) * 100) / 100 }),
    ...(courseDegrees === undefined ? {} : { courseDegrees }),
    ...(satellites === undefined ? {} : { satellites }),
  })
}

/**
 * Reads a CSV with a heading: fix_at, lat, lon and, where present, accuracy_m, source, speed, course. Others are passed over.
 * A row that cannot be used is told with its reason. Throws where the file cannot be read or lacks a column that must be there.
 */
export async function readRecording(file: string): Promise<Recording> {
  const fixes: RecordedFix[] = []
  const skipped: SkippedRow[] = []
  const heading = (written: string[]) => {
    const names = written.map((name) => name.trim().toLowerCase())
    const missing = required.filter((name) => !names.includes(name))
    if (missing.length > 0) throw new UsageError(`${file}: the heading lacks ${missing.join(', ')}`)
    return names
  }
  const rows = parse({ bom: true, columns: heading, info: true, relax_column_count: true, skip_empty_lines: true, trim: true })
  // A file that cannot be read ends the parser with its error, which the loop below throws.
  pipeline(createReadStream(file), rows, () => {})
  for await (const { record, info } of rows as AsyncIterable<{ record: Row; info: { lines: number } }>) {
    const fix = fixFrom(record, info.lines)
    if (fix.ok) fixes.push(fix.value)
    else skipped.push({ line: info.lines, reason: fix.reason })
  }
  return { fixes: fixes.toSorted((a, b) => a.fixAt - b.fixAt), skipped }
}
