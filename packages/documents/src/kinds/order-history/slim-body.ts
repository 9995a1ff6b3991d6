const isPoint = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length >= 2 && value.every((part) => typeof part === 'number')
  return value !== null && typeof value === 'object' && 'lat' in value && 'lon' in value
}

/** Fewer corners than these make no area: they are told one by one. */
const fewestPoints = 3

/**
 * The same data with every drawn line or area told by the number of its points: nobody reads a thousand coordinates on paper,
 * and they need not go to the renderer. They stand whole in the JSON export.
 */
export function slimBody(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, slim(part)]))
}

function slim(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (!Array.isArray(value)) return slimBody(value as Readonly<Record<string, unknown>>)
  if (value.length >= fewestPoints && value.every(isPoint)) return { points: value.length }
  return value.map(slim)
}
