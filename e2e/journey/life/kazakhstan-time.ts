import { type Instant, hour, isoInstant, later } from '@bilezik/domain'

/** UTC+5 in all of the country since 1 March 2024. */
const ahead = 5 * hour

/** As a field of a date and a time takes it. */
export const localMoment = (at: Instant): string => isoInstant(later(at, ahead)).slice(0, 16)

export const localDay = (at: Instant): string => localMoment(at).slice(0, 10)
