import { type LatLon } from '@bilezik/domain'

/** Seven decimals are a centimetre: more would only be noise in a list that is read. */
const decimals = 7

export function coordinateText({ lat, lon }: LatLon): string {
  // Never as `1e-7`, which nobody types; nor as a zero below zero.
  const short = (degrees: number) =>
    degrees
      .toFixed(decimals)
      .replace(/\.?0+$/, '')
      .replace(/^-0$/, '0')
  return `${short(lat)}, ${short(lon)}`
}

/**
 * «51.1605, 71.4704», latitude first, as offices and map services write it; also with a comma for the decimals where a semicolon or
 * a blank divides: «51,1605; 71,4704». Undefined for anything else, and for what is no place on earth.
 */
export function parseCoordinate(text: string): LatLon | undefined {
  const trimmed = text.trim()
  const number = String.raw`([+-]?\d{1,3}(?:[.]\d+)?)`
  const withComma = String.raw`([+-]?\d{1,3}(?:[.,]\d+)?)`
  const parts =
    new RegExp(`^${number}\\s*[,;\\s]\\s*${number}$`).exec(trimmed) ??
    new RegExp(`^${withComma}\\s*(?:;|\\s)\\s*${withComma}$`).exec(trimmed)
  if (!parts) return undefined
  const [lat = NaN, lon = NaN] = parts.slice(1).map((part) => Number(part.replace(',', '.')))
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

/** One place a line; the number, from 1, of the first line that is none. Blank lines do not count as places. */
export function parseCoordinates(text: string): readonly LatLon[] | { readonly wrongLine: number } {
  const places: LatLon[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const place = parseCoordinate(line)
    if (!place) return { wrongLine: index + 1 }
    places.push(place)
  }
  return places
}
