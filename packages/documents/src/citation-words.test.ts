import { closingRules } from '@bilezik/law'
import { describe, expect, it } from 'vitest'
import { citationOf } from './citation-words.ts'

describe('a citation in words', () => {
  it.each([
    ['1369 §7(2)', '7-тармақтың 2) тармақшасы', 'подпункт 2) пункта 7', 'paragraph 7, subparagraph 2)'],
    ['1369 §9', '9-тармақ', 'пункт 9', 'paragraph 9'],
    ['1369 §4 part 2', '4-тармақтың 2-бөлігі', 'часть 2 пункта 4', 'paragraph 4, part 2'],
    ['1369 §8(3)-(4)', '8-тармақтың 3)-4) тармақшалары', 'подпункты 3)-4) пункта 8', 'paragraph 8, subparagraphs 3)-4)'],
    ['1369 §4 part 1, §19', '4-тармақтың 1-бөлігі; 19-тармақ', 'часть 1 пункта 4; пункт 19', 'paragraph 4, part 1; paragraph 19'],
    [
      'PEC 66(1)(3)',
      '66-баптың 1-бөлігінің 3) тармақшасы',
      'подпункт 3) части 1 статьи 66',
      'Article 66, part 1, subparagraph 3)',
    ],
    ['PEC 176(4)', '176-баптың 4-бөлігі', 'часть 4 статьи 176', 'Article 176, part 4'],
    ['CPC 153', '153-бап', 'статья 153', 'Article 153'],
  ])('%s', (code, kk, ru, en) => {
    const { words } = citationOf(code)
    expect(words).toEqual({ kk: expect.stringMatching(/: .+/), ru: expect.any(String), en: expect.any(String) })
    const placed = Object.values(words).map((text: string) => text.slice(text.indexOf(': ') + 2))
    expect(placed).toEqual([kk, ru, en])
  })

  it.each(['CED 221', '1369 paragraph 7', 'PEC', ''])('a code of another form (%j) stands for itself', (code) => {
    expect(citationOf(code)).toEqual({ code, words: code })
  })

  it('every ground of closing that the law package lists is cited in words', () => {
    for (const { provision } of closingRules) expect(citationOf(provision.citation).words).not.toBe(provision.citation)
  })
})
