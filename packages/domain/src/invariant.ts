/** A defect in our own code: the unit of work is abandoned, the process goes on. */
export function invariant(condition: unknown, because: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${because}`)
}
