import { describe, expect, it } from 'vitest'
import { languages } from '../localised.ts'
import { citationOf, fullCitation, shortCitation } from './citation-words.ts'

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
    [
      'PEC 9(6), 22(1)(2)-(3)',
      '9-баптың 6-бөлігі; 22-баптың 1-бөлігінің 2)-3) тармақшалары',
      'часть 6 статьи 9; подпункты 2)-3) части 1 статьи 22',
      'Article 9, part 6; Article 22, part 1, subparagraphs 2)-3)',
    ],
    ['PEC 176(4)', '176-баптың 4-бөлігі', 'часть 4 статьи 176', 'Article 176, part 4'],
    ['PEC 165(1)-(2)', '165-баптың 1-2-бөліктері', 'части 1-2 статьи 165', 'Article 165, parts 1-2'],
    ['CPC 153', '153-бап', 'статья 153', 'Article 153'],
    ['CPC 153-1', '153-1-бап', 'статья 153-1', 'Article 153-1'],
    ['Labour Code 84(1)-(2)', '84-баптың 1-2-тармақтары', 'пункты 1-2 статьи 84', 'Article 84, paragraphs 1-2'],
    ['Law on Holidays 3-4', '3-4-баптар', 'статьи 3-4', 'Articles 3-4'],
    ['CED 88-89', '88-89-тармақтар', 'пункты 88-89', 'paragraphs 88-89'],
  ])('%s', (code, kk, ru, en) => {
    const placed = languages.map((language) => fullCitation(code, language)).map((text) => text.slice(text.indexOf(': ') + 2))
    expect(placed).toEqual([kk, ru, en])
  })

  it('names its act in full in a document, and shortly on a screen', () => {
    expect([fullCitation('PEC 64', 'ru'), ...languages.map((language) => shortCitation('1369 §4 part 2', language))]).toEqual([
      'Уголовно-исполнительный кодекс РК: статья 64',
      '№\u00A01369 қағидалар, 4-тармақтың 2-бөлігі',
      'Правила №\u00A01369, часть 2 пункта 4',
      'Rules No. 1369, paragraph 4, part 2',
    ])
  })

  it.each(['1369 paragraph 7', 'PEC', 'PEC 66(1', 'Decree 5', ''])('a code of another form (%j) stands for itself', (code) => {
    expect([citationOf(code), shortCitation(code, 'kk')]).toEqual([{ code, words: code }, code])
  })
})
