/**
 * One term of a source: where it stands, what runs and for whom in our own words, and, where no deadline of the list carries the
 * citation, why there is none or what does its work.
 */
export type TermRead = readonly [citation: string, says: string, insteadOfDeadline?: string]
