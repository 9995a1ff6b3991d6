import { describe, expect, it } from 'vitest'
import { renderDocument } from './render-document.ts'
import { examples } from './testing/examples.fixture.ts'
import { textOf } from './testing/rendered-example.ts'

const act = examples['handover-act']
const named = (fullName: string) => ({ ...act, person: { ...act.person, fullName } })

describe('whatever was typed into a field', () => {
  it.each([
    ['a call of Typst', '#panic("x") #read("/etc/passwd") #import "@preview/x:1.0.0"'],
    ['strong and emphasis', '*жирно* _курсив_ `код`'],
    ['a heading', '= Заголовок'],
    ['a list', '- пункт'],
    ['an equation', '$ sum_(k=1)^n k $'],
    ['a label and a reference', '<ярлык> @ярлык'],
    ['a comment', '/* нет */ // нет'],
    ['a link', 'https://example.com/?a=1&b=2#c'],
    ['escapes and quotes', String.raw`\u{41} \n "x" 'y' ~ -- ---`],
    ['a string that ends early', '"); panic("x'],
    ['JSON', '{"kind":"closing-act"}'],
    ['a place for a value', '{number} {phone} $1 $& $`'],
    ['HTML', '<script>alert(1)</script>&nbsp;'],
    ['SVG', '<svg onload="x"/>'],
    ['the name of a property', '__proto__ constructor toString'],
  ])('%s comes out as it was typed', async (_what, typed) => {
    const { text } = await textOf({ ...named(typed), remarks: typed }, 'ru')
    expect(text).toContain(`Фамилия, имя, отчество ${typed} Процессуальное`)
    expect(text).toContain(`Замечания ${typed} Акт`)
  })

  it.each([
    ['an emoji', 'Асан 😀', 'Асан [U+1F600]'],
    ['letters joined to one picture', '👩‍⚖️', '[U+1F469][U+200D][U+2696][U+FE0F]'],
    ['Arabic letters, which the fonts lack', 'علي', '[U+0639][U+0644][U+064A]'],
    ['Chinese letters', '李', '[U+674E]'],
    ['a mark that turns the order of letters around', 'Асан\u202eнасА', 'Асан[U+202E]насА'],
    ['marks of direction', '\u200fАсан\u2066', '[U+200F]Асан[U+2066]'],
    ['a blank of no width', 'Ас\u200bан', 'Ас[U+200B]ан'],
    ['a bell and an escape', 'Ас\u0007ан\u001b[31m', 'Ас[U+0007]ан[U+001B][31m'],
    ['the end of a C string', 'Ас\u0000ан', 'Ас[U+0000]ан'],
    ['half of a pair', 'Ас\ud83dан', 'Ас[U+D83D]ан'],
    ['private use', '\ue000', '[U+E000]'],
    ['no character at all', '\uffff\u{10ffff}', '[U+FFFF][U+10FFFF]'],
    ['a soft hyphen', 'Ас\u00adан', 'Ас[U+00AD]ан'],
    ['й in two characters', 'Айдай', 'Айдай'],
    ['line ends in a name', 'Асан\r\n\u2028\tҮсен', 'Асан Үсен'],
  ])('%s is seen: %j', async (_what, typed, seen) => {
    const { text } = await textOf(named(typed), 'kk')
    expect(text).toContain(`әкесінің аты ${seen} Процестегі`)
  })

  it('Hebrew letters, which the fonts have, come out as text', async () => {
    const { letters } = await textOf(named('Леви לוי'), 'ru')
    expect(['לוי', 'יול'].some((word) => letters.includes(`Леви${word}`) || letters.includes(`${word}Леви`))).toBe(true)
  })

  it('a name of 300 letters without a blank keeps within the page, and no letter is lost', async () => {
    const name = 'Ѣ'.repeat(300)
    const { letters, isInside } = await textOf(
      { ...named(name), handedOverBy: name, signatures: [{ role: 'person', name, position: name }] },
      'kk',
    )
    expect(letters.split('Ѣ').length - 1).toBe(1_200)
    expect(isInside).toBe(true)
  })

  it('an address of 2,000 letters and remarks of 4,000 run over pages', async () => {
    const address = 'Төле би көшесі, 100-үй; '.repeat(83).trim().slice(0, 2_000).trim()
    const remarks = `${'Ескерту жоқ.\n'.repeat(300)}соңы`
    const { pages, letters } = await textOf({ ...act, person: { ...act.person, address }, remarks }, 'kk')
    expect(pages).toBeGreaterThan(4)
    expect(letters.split('үй;').length).toBe(address.split('үй;').length)
    expect(letters.split('Ескертужоқ.').length - 1).toBe(300)
    expect(letters).toContain('соңы')
  })

  it.each([
    ['a name of 301 letters', named('Қ'.repeat(301)), 'person.fullName'],
    ['an address of 2,001 letters', { ...act, person: { ...act.person, address: 'а'.repeat(2_001) } }, 'person.address'],
    ['a name of blanks', named(' \n '), 'person.fullName'],
    ['no citation', { ...act, citations: [] }, 'citations'],
    ['no device', { ...act, devices: [] }, 'devices'],
    ['a time that is none', { ...act, heldAt: Number.NaN }, 'heldAt'],
    ['a number below one', { ...act, number: { sequence: 0, year: 2026 } }, 'number.sequence'],
    ['an address to check at that is a script', { ...act, checkUrl: 'javascript:alert(1)' }, 'checkUrl'],
  ])('%s is refused with the path of its field', async (_what, document, path) => {
    expect(await renderDocument(document, 'kk')).toMatchObject({ ok: false, reason: [{ path }] })
  })

  it('a document of no kind is refused', async () => {
    const outcome = await renderDocument({ ...act, kind: 'pardon' as 'handover-act' }, 'kk')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path: 'kind' }] })
  })
})
