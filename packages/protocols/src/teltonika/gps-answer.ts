import { type FixReading, type Instant, instant, utcMsFromCivil } from '@bilezik/domain'
import { fixesOf } from './fix.ts'

const numberAfter = (text: string, label: string): number | undefined => {
  const match = new RegExp(`\\b${label}:\\s*(-?\\d{1,6}(?:\\.\\d{1,9})?)(?!\\d)`, 'i').exec(text)
  return match ? Number(match[1]) : undefined
}

/** `Date: 2017/6/16 Time: 12:52:30`, or with hyphens in newer firmware; GMT by the paper. */
function timeIn(text: string): Instant | undefined {
  const match = /\bDate:\s*(\d{4})[/-](\d{1,2})[/-](\d{1,2})\s+Time:\s*(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/i.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number)
  const utcMs = utcMsFromCivil({ year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! })
  return utcMs === undefined ? undefined : instant(utcMs)
}

/** The answer to `getgps` is a position in words: `GPS:1 Sat:7 Lat:… Long:… Alt:… Speed:… Dir:… Date:… Time:…`. */
export function fixesOfAnswer(text: string): FixReading[] {
  const isCurrent = numberAfter(text, 'GPS')
  const lat = numberAfter(text, 'Lat')
  const lon = numberAfter(text, 'Long?')
  if (isCurrent === undefined || lat === undefined || lon === undefined) return []
  return fixesOf(
    {
      lat,
      lon,
      satellites: numberAfter(text, 'Sat'),
      altitudeMetres: numberAfter(text, 'Alt'),
      courseDegrees: numberAfter(text, 'Dir'),
      kilometresPerHour: numberAfter(text, 'Speed'),
      isStale: isCurrent !== 1,
    },
    timeIn(text),
  )
}
