/** Something in a test file whose title begins with the ids of the requirements it carries: `[1369.6a][PEC.6] refuses …`. */
export interface CarryingTest {
  readonly id: string
  /** `path: title` */
  readonly test: string
}

// A string that begins with one or more ids. Every id holds a dot, so `[1]` or `[home]` is none. Titles stand in the call
// (`it('…`, `describe('…`, `it.each(rows)('…`) or in the rows of a table; both are strings at the beginning of which the id stands.
const title = /(['"`])((?:\[[A-Za-z0-9]+\.[\w.]+\])+ (?:\\.|(?!\1)[^\\])+)\1/g

/** A test that does not run carries nothing. */
const idle = /\.(?:skip|todo)\s*\(\s*$/

export function carryingTests(file: string, source: string): readonly CarryingTest[] {
  return [...source.matchAll(title)].flatMap((match) => {
    const [, , words = ''] = match
    if (idle.test(source.slice(0, match.index))) return []
    const ids = /^(?:\[[^\]]+\])+/.exec(words)?.[0].slice(1, -1).split('][') ?? []
    return ids.map((id) => ({ id, test: `${file}: ${words}` }))
  })
}
