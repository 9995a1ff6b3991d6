/** A time in milliseconds, half-open. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** In order and without overlap; what touches is one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: { from: number; until: number }[] = []
  for (const { from, until } of spans.toSorted((a, b) => a.from - b.from)) {
    if (until <= from) continue
    const last = result.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else result.push({ from, until })
  }
  return result
}

/** What lies in both; both are joined. */
export function common(a: readonly Span[], b: readonly Span[]): Span[] {
  const result: Span[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [one, other] = [a[i] as Span, b[j] as Span]
    const from = Math.max(one.from, other.from)
    const until = Math.min(one.until, other.until)
    if (from < until) result.push({ from, until })
    if (one.until < other.until) i++
    else j++
  }
  return result
}

/** What lies in the first and not in the second; both are joined. */
export function without(a: readonly Span[], b: readonly Span[]): Span[] {
  const first = a[0]
  if (!first) return []
  const end = (a.at(-1) as Span).until
  const gaps: Span[] = []
  let from = Math.min(first.from, b[0]?.from ?? first.from)
  for (const span of b) {
    if (span.from > from) gaps.push({ from, until: span.from })
    from = Math.max(from, span.until)
  }
  if (from < end) gaps.push({ from, until: end })
  return common(a, gaps)
}

export function lengthMs(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, until }) => sum + until - from, 0)
}
