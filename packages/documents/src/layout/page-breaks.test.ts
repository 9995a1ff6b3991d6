import { describe, expect, it } from 'vitest'
import { examples } from '../testing/examples.fixture.ts'
import { textOf } from '../testing/rendered-example.ts'

const act = examples['damage-act']
/** Pushes what follows down the page, a line at a time, until it has crossed the end of the page. */
const lines = Array.from({ length: 30 }, (_, count) => count)

describe('where a page ends', () => {
  it('never cuts a short table: its heading, its rows and its total are on one page', async () => {
    const pagesOfTable = new Set<number>()
    for (const count of lines) {
      const circumstances = Array.from({ length: count + 1 }, (_, at) => `${at + 1}-жол`).join('\n')
      const { texts } = await textOf({ ...act, circumstances }, 'ru')
      const at = texts.findIndex((text) => text.includes('Расчёт размера ущерба'))
      expect(texts[at]).toContain('износ')
      expect(texts[at]).toMatch(/Итого 147\s600/u)
      pagesOfTable.add(at)
    }
    expect([...pagesOfTable], 'the table has crossed the end of the page').toEqual([0, 1])
  })

  it('breaks a row that is itself longer than a page', async () => {
    const circumstances = Array.from({ length: 120 }, (_, at) => `${at + 1}-жол осында жазылған`).join('\n')
    const { texts, isInside } = await textOf({ ...act, circumstances }, 'kk')
    expect(isInside).toBe(true)
    expect(texts[0]).toContain(' 5-жол осында')
    expect(texts.join(' ')).toContain('120-жол осында жазылған')
  })
})
