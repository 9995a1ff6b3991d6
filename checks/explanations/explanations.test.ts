import { type Condition, type ConsideredPermit, type Language, type Permit, invariant, languages, minute } from '@bilezik/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import * as s from '../../packages/compliance/src/testing/scenario.ts'
import { startTelling } from '../../packages/console/src/explain/testing/teller.ts'
import { atTheSchool, awayAfterTen } from './stored-alerts.ts'
import { told, toldOf } from './tell.ts'

const { clock, home, eastOf } = s

beforeAll(startTelling)

/** The condition of the story, with its zone named as that language would name it. */
function named(rule: Condition['rule'], name: string): Condition {
  return s.condition('lineage', 'zone' in rule ? { ...rule, zone: { ...rule.zone, name } } : rule)
}

const expected = {
  en: {
    zone: 'Home',
    sentences: [
      'Alert: “Not at home”. Began: 2 November 2026, 22:07. Grounds sufficient: 22:14.',
      'The obligation: to be in the zone “Home”, 22:00 – 3 November, 06:00.',
      'This is version 1 of the condition, in force 2 November 2026, 12:00 – 22 November 2026, 12:00.',
      'Grace by the rules of the service: 5 min. An alert is raised only when it has passed.',
      'No notice or permission was given beforehand for this time.',
      'By the positions received, the probability of being outside the zone “Home” was 99.6 %. The last position: 1.4 km outside the border.',
      'Positions weighed: 5 (20:00 – 22:10), of which 4 speak for it.',
      'Before the first of them the probability was 10.0 %.',
      'An alert needs a probability of at least 99.0 %: if the model of errors holds, at most one decision in 100 is wrong.',
      'It was reached with the position of 22:09: 99.4 %.',
      'The data do not tell the reason.',
      'Without the position of 22:07, which weighs most, the probability at that moment would have been 89.2 %: not enough.',
      'Clear positions inside the zone before this moment would have spoken against it.',
      'With a notice or permission given beforehand for this time there would have been no alert.',
      'It ended: 23:00.',
      'This is a conclusion of the program. Whether the event is a violation, an official decides.',
    ],
  },
  ru: {
    zone: 'Дом',
    sentences: [
      'Сигнал: «Нет дома». Начало: 2 ноября 2026 г., 22:07. Оснований стало достаточно: 22:14.',
      'Обязанность: находиться в зоне «Дом», 22:00 – 3 ноября, 06:00.',
      'Это редакция 1 условия, срок действия: 2 ноября 2026 г., 12:00 – 22 ноября 2026 г., 12:00.',
      'Отсрочка по порядку службы: 5 мин. Сигнал подаётся только по её истечении.',
      'Заблаговременных уведомлений или разрешений на это время не было.',
      'По полученным координатам вероятность нахождения вне зоны «Дом» составила 99,6 %. Последнее положение: 1,4 км за границей.',
      'Учтено положений: 5 (20:00 – 22:10), из них в пользу вывода: 4.',
      'До первого из них вероятность составляла 10,0 %.',
      'Для сигнала нужна вероятность не ниже 99,0 %: если модель погрешностей верна, ошибочно не более чем одно решение из 100.',
      'Этот порог достигнут с положением от 22:09: 99,4 %.',
      'О причине данные не говорят.',
      'Без положения от 22:07, имеющего наибольший вес, вероятность на тот момент составила бы 89,2 %: этого недостаточно.',
      'Надёжные положения внутри зоны до этого момента говорили бы против такого вывода.',
      'При заблаговременном уведомлении или разрешении на это время сигнала не было бы.',
      'Событие прекратилось: 23:00.',
      'Это вывод программы. Является ли событие нарушением, решает должностное лицо.',
    ],
  },
  kk: {
    zone: 'Үй',
    sentences: [
      'Дабыл: «Үйінде жоқ». Басталуы: 2026 ж. 2 қараша, 22:07. Негіздер жеткілікті болған уақыт: 22:14.',
      'Міндет: «Үй» аймағында болу, 22:00 – 3 қараша, 06:00.',
      'Бұл – шарттың 1-редакциясы, қолданылу мерзімі: 2026 ж. 2 қараша, 12:00 – 2026 ж. 22 қараша, 12:00.',
      'Қызмет тәртібі бойынша шыдам уақыты: 5 мин. Дабыл ол өткен соң ғана беріледі.',
      'Бұл уақытқа алдын ала берілген хабарлама да, рұқсат та болмаған.',
      'Алынған координаттар бойынша «Үй» аймағынан тыс болу ықтималдығы 99,6 % болды. Соңғы орналасу: шекарадан 1,4 км сыртта.',
      'Ескерілген орналасулар: 5 (20:00 – 22:10), олардың ішінде тұжырымды қолдайтыны: 4.',
      'Олардың біріншісіне дейін ықтималдық 10,0 % болған.',
      'Дабыл үшін ықтималдық кемінде 99,0 % болуға тиіс: қателіктер моделі дұрыс болса, 100 шешімнің ең көбі біреуі қате болады.',
      'Бұл шекке жеткізген орналасу: 22:09, ықтималдық 99,4 %.',
      'Деректерден себебі көрінбейді.',
      'Салмағы ең үлкен орналасу (22:07) болмаса, сол сәттегі ықтималдық 89,2 % болар еді: бұл жеткіліксіз.',
      'Осы сәтке дейін аймақ ішіндегі сенімді орналасулар болса, олар мұндай тұжырымға қарсы болар еді.',
      'Осы уақытқа алдын ала хабарлама не рұқсат берілген болса, дабыл болмас еді.',
      'Оқиғаның тоқтаған уақыты: 23:00.',
      'Бұл – бағдарламаның тұжырымы. Оқиғаның бұзушылық болып-болмайтынын лауазымды адам шешеді.',
    ],
  },
} as const

describe('why, in the words of each language', () => {
  it.each(languages)(
    '[MON.explain] at home until 22:06, from 22:07 a kilometre and a half away, found at 22:14 after a grace of 5 minutes: in %s',
    (language) => {
      const { zone, sentences } = expected[language]
      const duty = named(s.curfewRule(5 * minute), zone)
      expect(toldOf(awayAfterTen, duty, language, { permits: [], fate: { kind: 'over', at: clock('23:00') } })).toEqual(sentences)
    },
  )

  it('[MON.explain] a forbidden place: the probability is that of being in it', () => {
    const school = { name: 'School No. 5', shape: { ...s.circleAtHome, centre: eastOf(home, 600) } }
    const duty = named({ kind: 'exclusion', zone: school, schedule: s.nights, approachMetres: 0 }, school.name)
    expect(toldOf(atTheSchool, duty, 'en')).toEqual([
      'Alert: “At a forbidden place”. Began: 2 November 2026, 22:30. Grounds sufficient: 22:32.',
      'The obligation: not to be in the zone “School No. 5”, 22:00 – 3 November, 06:00.',
      'This is version 1 of the condition, in force 2 November 2026, 12:00 – 22 November 2026, 12:00.',
      'No grace applies.',
      'By the positions received, the probability of being in the zone “School No. 5” was 99.6 %. The last position: 100 m inside the border.',
      'Positions weighed: 3 (22:30 – 22:32), of which 3 speak for it.',
      'Before the first of them the probability was 10.0 %.',
      'An alert needs a probability of at least 99.0 %: if the model of errors holds, at most one decision in 100 is wrong.',
      'It was reached with the position of 22:32: 99.6 %.',
      'The data do not tell the reason.',
      'Without the position of 22:30, which weighs most, the probability at that moment would have been 89.2 %: not enough.',
      'Clear positions outside the zone before this moment would have spoken against it.',
      'With a notice or permission given beforehand for this time there would have been no alert.',
      'This is a conclusion of the program. Whether the event is a violation, an official decides.',
    ])
  })

  it('[MON.explain] a strap signal: what it does not tell is said, too', () => {
    const duty = named({ kind: 'device-care', lowBatteryPercent: 20 }, '')
    const { effects } = s.play([
      s.planAt(clock('20:00'), [duty]),
      s.reading(clock('21:03'), { kind: 'wear', signal: 'strap-cut' }),
    ])
    expect(told(effects, 'strap-cut', duty, 'ru', { fate: { kind: 'lasts' } })).toEqual([
      'Сигнал: «Ремень перерезан». Начало: 2 ноября 2026 г., 21:03. Оснований стало достаточно: 21:03.',
      'Обязанность: носить устройство, не повреждая его.',
      'Это редакция 1 условия, срок действия: 2 ноября 2026 г., 12:00 – 22 ноября 2026 г., 12:00.',
      'Сигнал устройства: ремень перерезан (21:03).',
      'Кем или чем это вызвано, из сигнала не следует.',
      'Обратный сигнал устройства завершает этот; запись о нём остаётся.',
      'Событие длится.',
      'Это вывод программы. Является ли событие нарушением, решает должностное лицо.',
    ])
  })

  it('[MON.explain] silence with an outage of ours in it: what is ours is not counted, and silence is no absence', () => {
    const duty = named({ kind: 'contact', everyMs: 45 * minute }, '')
    const { effects } = s.play([
      s.planAt(clock('20:00'), [duty]),
      s.fix(clock('20:10'), home),
      s.serverBlind(clock('20:20'), clock('20:40')),
      s.wake(clock('22:00')),
    ])
    const blind = [{ from: clock('20:20'), until: clock('20:40'), because: 'server' as const }]
    expect(told(effects, 'no-contact', duty, 'kk', { blind })).toEqual([
      'Дабыл: «Құрылғымен байланыс жоқ». Басталуы: 2026 ж. 2 қараша, 20:10. Негіздер жеткілікті болған уақыт: 21:15.',
      'Құрылғы кемінде әр 45 мин сайын байланысқа шығуға тиіс.',
      'Бұл – шарттың 1-редакциясы, қолданылу мерзімі: 2026 ж. 2 қараша, 12:00 – 2026 ж. 22 қараша, 12:00.',
      'Соңғы байланыс: 20:10. Рұқсат етілген ең ұзақ аралық: 45 мин; үнсіздік: 65 мин.',
      'Оның 20 мин бөлігі өз жүйеміздің іркілісіне тиесілі және есептелмейді.',
      'Адамның орны белгісіз болған уақыт: 20:20 – 20:40 (өз жүйеміздің іркілісі, ешкімге кінә болып саналмайды).',
      'Үнсіздік кезінде адамның қайда болғаны белгісіз. Үнсіздік орнында болмауды білдірмейді.',
      'Құрылғыдан осы уақытқа дейін кез келген хабарлама келсе, дабыл болмас еді: 21:15.',
      'Бұл – бағдарламаның тұжырымы. Оқиғаның бұзушылық болып-болмайтынын лауазымды адам шешеді.',
    ])
  })

  it('[MON.explain] a low battery, later over', () => {
    const duty = named({ kind: 'device-care', lowBatteryPercent: 20 }, '')
    const { effects } = s.play([s.planAt(clock('20:00'), [duty]), s.reading(clock('21:00'), { kind: 'power', levelPercent: 18 })])
    expect(told(effects, 'low-battery', duty, 'en', { fate: { kind: 'over', at: clock('23:30') } })).toEqual([
      'Alert: “Battery low”. Began: 2 November 2026, 21:00. Grounds sufficient: 21:00.',
      'The obligation: to keep the charge of the device above 20 %.',
      'This is version 1 of the condition, in force 2 November 2026, 12:00 – 22 November 2026, 12:00.',
      'Charge 18 %, limit 20 %.',
      'The data do not tell the reason.',
      'With a charge above 20 % there would have been no alert.',
      'It ended: 23:30.',
      'This is a conclusion of the program. Whether the event is a violation, an official decides.',
    ])
  })

  it('[MON.explain] a call for help rests on no obligation', () => {
    const duty = named({ kind: 'device-care', lowBatteryPercent: 20 }, '')
    const { effects } = s.play([s.planAt(clock('20:00'), [duty]), s.reading(clock('21:00'), { kind: 'sos' })])
    expect(told(effects, 'sos', duty, 'en')).toEqual([
      'Alert: “SOS: asks for help”. Began: 2 November 2026, 21:00. Grounds sufficient: 21:00.',
      'A call for help is passed on whatever the obligations.',
      'Signal of the device: SOS (21:00).',
      'The data do not tell the reason.',
      'This is a conclusion of the program. Whether the event is a violation, an official decides.',
    ])
  })

  it('[MON.late][MON.explain] an alert withdrawn by later data says so, and when', () => {
    const duty = named({ kind: 'device-care', lowBatteryPercent: 20 }, '')
    const { effects } = s.play([
      s.planAt(clock('20:00'), [duty]),
      s.reading(clock('21:00'), { kind: 'wear', signal: 'strap-cut' }),
    ])
    const around = { amendments: [{ at: clock('21:30'), beganBefore: clock('21:00'), beganAfter: clock('20:50') }] }
    const end = (kind: 'withdrawn' | 'disproved') =>
      told(effects, 'strap-cut', duty, 'en', { ...around, fate: { kind, at: clock('22:00') } }).slice(-3)
    expect(end('withdrawn')).toEqual([
      'Made more exact by later data (21:30): the beginning was 21:00, now it is 20:50.',
      'Withdrawn (22:00): later data disproved it before anyone had worked on it. Above stands what was known when it was raised.',
      'This is a conclusion of the program. Whether the event is a violation, an official decides.',
    ])
    expect(end('disproved')[1]).toMatch(/^Disproved by later data \(22:00\), after it had been worked on/)
  })

  it('[MON.permit][MON.explain] a permit for another time is named with its time', () => {
    const duty = named(s.curfewRule(0), 'Home')
    const permit = {
      id: 'permit' as Permit['id'],
      kind: 'permission',
      lineageIds: [duty.lineageId],
      givenAt: clock('09:00'),
      from: clock('18:00'),
      until: clock('22:00'),
    } satisfies Permit
    expect(toldOf(awayAfterTen, duty, 'en', { permits: [permit] })).toContain(
      'The notice or permission of 09:00 is for another time: 18:00 – 22:00.',
    )
  })

  it('[MON.permit][MON.explain] the permits that were looked at are told, each with why it fell short', () => {
    const duty = named(s.curfewRule(0), 'Home')
    invariant(awayAfterTen.reason.kind === 'presence', 'the alert of the story rests on positions')
    const considered = (kind: 'notice' | 'permission', shortfall: 'kind' | 'not-yet-given'): ConsideredPermit => ({
      permitId: shortfall as Permit['id'],
      kind,
      from: clock('18:00'),
      until: clock('23:00'),
      shortfall,
    })
    const permits = [considered('notice', 'kind'), considered('permission', 'not-yet-given')]
    const alert = { ...awayAfterTen, reason: { ...awayAfterTen.reason, permits } }
    const of = (language: Language) => toldOf(alert, duty, language, { permits: [] }).slice(4, 6)
    expect(of('en')).toEqual([
      'Notice for 18:00 – 23:00 was checked and did not cover: it does not lift this condition.',
      'Permission for 18:00 – 23:00 was checked and did not cover: it was given later.',
    ])
    expect(of('ru')).toEqual([
      'Уведомление на 18:00 – 23:00 проверено и не охватывало этого времени: этого условия оно не снимает.',
      'Разрешение на 18:00 – 23:00 проверено и не охватывало этого времени: дано позже.',
    ])
    expect(of('kk')).toEqual([
      'Хабарлама (18:00 – 23:00) тексерілді, бірақ бұл уақытты қамтымайды: ол бұл шартты тоқтатпайды.',
      'Рұқсат (18:00 – 23:00) тексерілді, бірақ бұл уақытты қамтымайды: кейін берілген.',
    ])
  })

  it('[MON.permit][MON.explain] of a territory that nothing lifts it is not said that a permit would have helped', () => {
    const zone = { name: 'Astana', shape: s.circleAtHome }
    const leaving = (leave: 'permission' | 'forbidden') =>
      toldOf(awayAfterTen, s.condition('lineage', { kind: 'territory', zone, level: 'locality', leave, returnGraceMs: 0 }), 'en')
    const said = 'With a notice or permission given beforehand for this time there would have been no alert.'
    expect(leaving('permission')).toContain(said)
    expect(leaving('forbidden')).not.toContain(said)
  })
})
