import { deadlines } from '@bilezik/law'
import { describe, expect, it } from 'vitest'
import { text } from '../repository.ts'
import { citedBy, deadlinesUnder, termsRead, termsTable } from './terms-table.ts'

describe('docs/law/terms.md', () => {
  it('is what the list of deadlines and the terms read say (npm run law writes it anew)', () => {
    expect(text('docs/law/terms.md')).toBe(termsTable())
  })

  it('has for each term either a deadline, or the reason why there is none', () => {
    const unanswered = termsRead.filter((term) => deadlinesUnder(term).length > 0 === (term[2] !== undefined))
    expect(unanswered.map(([citation]) => citation)).toEqual([])
  })

  it('holds every provision that a deadline cites, once', () => {
    const cited = [...new Set(deadlines.flatMap((deadline) => citedBy(deadline) ?? []))]
    const read = termsRead.map(([citation]) => citation)
    expect(cited.filter((citation) => !read.includes(citation))).toEqual([])
    expect(read.filter((citation, index) => read.indexOf(citation) !== index)).toEqual([])
  })
})
