import type { TimedFix, TrialZone } from '@bilezik/compliance'
import { type RecordedFix, readRecording } from '../play/recording.ts'
import { plural } from '../plural.ts'
import { UsageError, sentenceOf } from '../sentence-of.ts'
import { type PresenceReport, judge } from './judge.ts'

/** A recording that does not tell the source is one of a device that does not say. */
function timed({ line: _line, source, ...fix }: RecordedFix): TimedFix {
  return { kind: 'fix', isValid: true, source: source ?? 'unknown', ...fix }
}

/** A row that stands in the file twice is one fix. */
function withoutDoubles(fixes: readonly TimedFix[]): TimedFix[] {
  const seen = new Set<string>()
  return fixes.filter(({ fixAt, lat, lon, source }) => {
    const key = `${fixAt} ${lat} ${lon} ${source}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The report on one recording, and a note on the rows that could not be used. Throws where the recording cannot be judged. */
export async function presenceOf(
  file: string,
  zone: TrialZone,
): Promise<{ readonly report: PresenceReport; readonly note: string }> {
  const { fixes, skipped } = await readRecording(file)
  if (fixes.length === 0) throw new UsageError(`${file}: there is no usable fix in it.`)
  const [first] = skipped
  const rows = plural(skipped.length, 'row was', 'rows were')
  const note = first ? `${rows} passed over; the first is line ${first.line}: ${first.reason}.` : ''
  return { report: judge(withoutDoubles(fixes.map(timed)), zone), note }
}

/** Prints one JSON object to standard output and returns the exit code: 2 when the recording cannot be judged, said on standard error. */
export async function runPresence(file: string, zone: TrialZone): Promise<0 | 2> {
  try {
    const { report, note } = await presenceOf(file, zone)
    if (note) console.error(note)
    console.log(JSON.stringify(report))
    return 0
  } catch (error) {
    console.error(sentenceOf(error))
    return 2
  }
}
