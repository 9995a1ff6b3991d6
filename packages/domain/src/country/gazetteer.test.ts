import { describe, expect, it } from 'vitest'
import { findPlaces } from './gazetteer.ts'

const first = (text: string) => findPlaces(text)[0]?.name.en

describe('the gazetteer', () => {
  it.each([
    ['Астана', 'Astana'],
    ['Almaty', 'Almaty'],
    ['Қарағанды', 'Karaganda'],
    ['Караганды', 'Karaganda'],
    ['караганда', 'Karaganda'],
    ['Qaraǵandy', 'Karaganda'],
    ['Уральск', 'Oral'],
    ['Өскемен', 'Oskemen'],
    ['Усть-Каменогорск', 'Oskemen'],
    ['Kyzylorda', 'Kyzylorda'],
    ['Қызылорда облысы', 'Kyzylorda'],
    ['г. Астана, ул. Абая, д. 1, кв. 5', 'Astana'],
    ['Абай көшесі 10, Тараз қаласы', 'Taraz'],
    ['Семе', 'Semey'],
    ['Казахстан, Шымкент', 'Shymkent'],
  ])('%s → %s', (text, expected) => {
    expect(first(text)).toBe(expected)
  })

  it('tells places of one name apart by their region, when it is told', () => {
    const regions = (text: string) => findPlaces(text).map(({ name, region }) => `${name.en}: ${region?.en}`)
    expect(regions('Шалкар, Актюбинская область')[0]).toBe('Shalkar: Aktobe Region')
    expect(regions('Атырауская область, Шалкар')[0]).toBe('Shalkar: Atyrau Region')
  })

  it.each(['', '   ', '12', 'ул. д. кв.', '%', '\u0000', '🙂', 'я'.repeat(10_000), 'а '.repeat(10_000), "'; DROP TABLE"])(
    'finds nothing, or little, in %j and does not break',
    (text) => {
      expect(findPlaces(text).length).toBeLessThanOrEqual(8)
    },
  )

  it('holds the twenty regions and the places of GeoNames, all of them on land in the box of the country', () => {
    for (const name of ['Абай облысы', 'Ұлытау облысы', 'область Жетісу'])
      expect(findPlaces(name).map(({ kind }) => kind)).toContain('region')
    expect(findPlaces('Астана')[0]).toMatchObject({
      kind: 'place',
      rank: 1,
      lat: expect.closeTo(51.2, 0),
      lon: expect.closeTo(71.4, 0),
    })
  })
})
