import { describe, expect, it } from 'vitest'
import { text } from '../repository.ts'
import { provisionRows, provisionTable } from './provision-table.ts'

describe('docs/law/provisions.md', () => {
  it('is what the rules say (npm run law writes it anew)', () => {
    expect(text('docs/law/provisions.md')).toBe(provisionTable())
  })

  const rows = provisionRows()
  it('holds no provision from which nothing follows', () => {
    expect(rows.filter(({ does }) => does.length === 0).map(({ provision }) => provision.citation)).toEqual([])
  })

  it('holds no provision that no test of the law package speaks of', () => {
    expect(rows.filter(({ tests }) => tests.length === 0).map(({ provision }) => provision.citation)).toEqual([])
  })

  it('dates each provision, and the day on which it was compared with the text', () => {
    for (const { provision } of rows) {
      expect([provision.from, provision.checkedOn]).toEqual([
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ])
      expect(provision.until === undefined || provision.from < provision.until).toBe(true)
    }
  })
})
