import { describe, expect, it } from 'vitest'
import { renderDocument } from '../render-document.ts'
import { at } from '../testing/envelope.fixture.ts'
import { examples } from '../testing/examples.fixture.ts'
import { textOf } from '../testing/rendered-example.ts'

describe('the act of replacement', () => {
  const act = examples['replacement-act']

  it('[1369.17] names the old and the new device, and puts the gap down to the equipment', async () => {
    const { text } = await textOf(act, 'ru')
    expect(text).toContain('средство незамедлительно заменено')
    expect(text).toMatch(/Снято .*352093081452110 инв. № 00412 неисправно .*Установлено .*352093081452227 инв. № 00413 исправно/)
    expect(text).toContain('с 3 декабря 2026 года, 07:15 до 3 декабря 2026 года, 10:30')
    expect(text).toContain('относится на неисправность оборудования и не считается нарушением')
  })

  it('[1369.17] where the device cannot be used any further, it says so', async () => {
    const { text } = await textOf({ ...act, because: 'further-use-impossible' }, 'kk')
    expect(text).toContain('техникалық себептермен одан әрі қолдану мүмкін болмағандықтан')
  })

  it('[1369.17] a gap that ends before it begins is refused', async () => {
    const outcome = await renderDocument({ ...act, gap: { from: at(2026, 12, 3), until: at(2026, 12, 2) } }, 'kk')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path: 'gap' }] })
  })
})

describe('the act of damage', () => {
  const act = examples['damage-act']

  it('[1369.12] multiplies and sums what is to be compensated: 184 500 − 18 × 2 050 = 147 600 ₸', async () => {
    const { text } = await textOf(act, 'kk')
    expect(text).toContain('электрондық білезік баланстық құны 1 184 500 184 500')
    expect(text).toContain('тозу 18 ай 18 −2 050 −36 900')
    expect(text).toContain('Барлығы 147 600')
    expect(text).toContain('Сомасы, ₸')
  })

  it('[1369.12] intent is not found yet: it says that it states fact and extent only, and has the person’s word', async () => {
    const { text } = await textOf(act, 'en')
    expect(text).toContain('Not examined yet.')
    expect(text).toContain('What the person says Жұмыста аспапқа ілініп қалды.')
    expect(text).not.toContain('intentional')
  })

  it('[1369.12] intent found: by which official, when and why; without reasons there is no finding', async () => {
    const finding = {
      kind: 'intentional',
      official: 'Һәкімова Іңкәр',
      foundAt: at(2026, 12, 9, 10),
      reasons: 'Бейнежазба',
    } as const
    const { text } = await textOf({ ...act, finding }, 'ru')
    expect(text).toContain(
      'установлен умысел Должностное лицо Һәкімова Іңкәр Время 9 декабря 2026 года, 10:00 Обоснование Бейнежазба',
    )
    const outcome = await renderDocument({ ...act, finding: { ...finding, reasons: '' } }, 'ru')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path: 'finding.reasons' }] })
  })
})

describe('the closing act', () => {
  it('[1369.10] names the ground, the document it rests on, when collection ended and who has the device now', async () => {
    const { text } = await textOf(examples['closing-act'], 'ru')
    expect(text).toContain('Основание мера пресечения изменена')
    expect(text).toContain('№ 7-27/9 от 11 января 2027 года, суд Ауэзовского района')
    expect(text).toContain('Сбор данных завершён 11 января 2027 года, 16:00')
    expect(text).toContain('На склад принял (-а) Сейітов Ғалым Өмірұлы')
  })

  it('[1369.10] on a ground of no list it is not drawn up', async () => {
    const outcome = await renderDocument({ ...examples['closing-act'], ground: 'tired-of-it' as 'verdict' }, 'ru')
    expect(outcome).toMatchObject({ ok: false, reason: [{ path: 'ground' }] })
  })
})
