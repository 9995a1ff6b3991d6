import { describe, expect, it } from 'vitest'
import { examples } from '../../testing/examples.fixture.ts'
import { textOf } from '../../testing/rendered-example.ts'

const act = examples['handover-act']

describe('the act of receiving and transmitting', () => {
  it('[1369.7b] on fitting it names who handed what to whom, when, and in which state, and leaves places to sign', async () => {
    const { text } = await textOf(act, 'ru')
    expect(text).toContain('АКТ ПРИЁМА-ПЕРЕДАЧИ ЭЛЕКТРОННОГО СРЕДСТВА СЛЕЖЕНИЯ при установке')
    expect(text).toContain('Время 22 ноября 2026 года, 13:40')
    expect(text).toContain('Передал (-а) Сейітов Ғалым Өмірұлы')
    expect(text).toContain('электронный браслет (носимое) BZ-2 352093081452110 инв. № 00412 исправно')
    expect(text).toContain('Первое положение 13:44, 12 m')
    expect(text).toContain('Меры сокрытия от окружающих под штаниной')
    expect(text).toContain('Сотрудник подразделения')
  })

  it('[1369.7b] in Kazakh it reads the same, with every letter of the language', async () => {
    const { text } = await textOf({ ...act, remarks: 'ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸ №' }, 'kk')
    expect(text).toContain('ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛЫН ҚАБЫЛДАУ-БЕРУ АКТІСІ орнату кезінде')
    expect(text).toContain('электрондық білезік (тағылатын) BZ-2 352093081452110 түгендеу № 00412 жарамды')
    expect(text).toContain('ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸ №')
  })

  it('[1369.11] a case taken over by another body: the act on removal and installation names that body', async () => {
    const transfer = {
      ...act,
      occasion: { kind: 'transfer', because: 'case-taken-over', receivingBody: 'Investigation Department of Astana' },
    } as const
    const { text } = await textOf(transfer, 'en')
    expect(text).toContain('on removal and installation')
    expect(text).toContain('Ground: another body has taken over the criminal case.')
    expect(text).toContain('Body (court) that takes over Investigation Department of Astana')
  })

  it('[1369.10] after a verdict the device comes off: the act on removal names the ground', async () => {
    const { text } = await textOf({ ...act, occasion: { kind: 'removal', ground: 'verdict' } }, 'kk')
    expect(text).toContain('алып тастау кезінде')
    expect(text).toContain('Негізі: сот үкімі.')
  })

  it('[1369.7b] a person who will not sign, and a defender who was there, stand in it', async () => {
    const refusal = { ...act, signatures: [{ role: 'person', name: 'Қыдырәлі Шыңғыс', hasRefused: true }] } as const
    const { text } = await textOf(refusal, 'en')
    expect(text).toContain('refused to sign')
    expect(text).toContain('Present Defender Әбдіқадырова Күләш')
  })
})
