import { type DocumentKind, citationOf } from '@bilezik/domain'
import type { Document } from '../document.ts'
import { at, device, envelope, inEach } from './envelope.fixture.ts'

const addressee = inEach({
  kk: 'Алматы қаласы Әуезов ауданының тергеу бөліміне',
  ru: 'В следственный отдел Ауэзовского района города Алматы',
  en: 'To the Investigation Department of the Auezov District of Almaty',
})
const officer = 'Сейітов Ғалым Өмірұлы'
const kazakh = inEach({ kk: 'қазақ тілі', ru: 'казахский', en: 'Kazakh' })
const phone = '+7 727 000 00 02'
const home = inEach({
  kk: '22:00-06:00 аралығында тұрғылықты жерінде болу',
  ru: 'находиться по месту жительства с 22:00 до 06:00',
  en: 'be at the residence from 22:00 to 06:00',
})
const decisionPart = inEach({ kk: 'шешімнің 3-тармағы', ru: 'пункт 3 решения', en: 'paragraph 3 of the decision' })
/** One document of each kind, as the service would draw it up for one order. */
export const examples = {
  'handover-act': {
    ...envelope,
    kind: 'handover-act',
    occasion: { kind: 'fitting' },
    heldAt: at(2026, 11, 22, 13, 40),
    handedOverBy: officer,
    receivedBy: envelope.person.fullName,
    devices: [device],
    checks: [
      { what: inEach({ kk: 'Алғашқы координат', ru: 'Первое положение', en: 'First position' }), outcome: '13:44, 12 m' },
      {
        what: inEach({ kk: 'Бау', ru: 'Ремень', en: 'Strap' }),
        outcome: inEach({ kk: 'жабық', ru: 'закрыт', en: 'closed' }),
      },
    ],
    concealment: inEach({ kk: 'шалбар балағының астында', ru: 'под штаниной', en: 'under the trouser leg' }),
    present: [{ role: 'defender', name: 'Әбдіқадырова Күләш' }],
    remarks: null,
  },
  memo: {
    ...envelope,
    kind: 'memo',
    devices: [device],
    contactPhone: phone,
    signals: 'vibration',
    chargeMinutes: 90,
    explainedAt: at(2026, 11, 22, 13, 50),
    explainedBy: officer,
    explainedIn: kazakh,
    present: [],
  },
  'explanation-record': {
    ...envelope,
    kind: 'explanation-record',
    explainedFor: 'subdivision',
    explainedAt: at(2026, 11, 22, 13, 50),
    explainedBy: officer,
    explainedIn: kazakh,
    topics: ['safety', 'operation'],
    hasUnderstood: true,
    isCopyHanded: true,
    remarks: 'Моншаға баруға бола ма?\nЖауап берілді.',
  },
  'return-to-body': {
    ...envelope,
    kind: 'return-to-body',
    addressee,
    sentAt: at(2026, 11, 21, 11, 0),
    receivedAt: at(2026, 11, 21, 11, 20),
    findings: [
      { piece: 'identity-copy', problem: 'missing', owedBy: 'body', citation: citationOf('1369 §6(3)') },
      {
        piece: 'case-certificate',
        problem: 'incomplete',
        owedBy: 'body',
        detail: inEach({ kk: 'жұмыс немесе оқу орны', ru: 'место работы или учёбы', en: 'work or study' }),
        citation: citationOf('1369 §6(2)'),
      },
    ],
    isExecutionBlocked: false,
  },
  'adoption-notice': {
    ...envelope,
    kind: 'adoption-notice',
    addressee,
    receivedAt: at(2026, 11, 21, 11, 20),
    registeredAt: at(2026, 11, 21, 12, 0),
    registrationNumber: 'Б-204',
    fittedAt: at(2026, 11, 22, 13, 40),
    conditions: [{ what: home, basis: decisionPart }],
    responsible: officer,
    responsiblePhone: '+7 727 000 00 01',
  },
  'equipment-decision': {
    ...envelope,
    kind: 'equipment-decision',
    decidedBy: 'Оңғарова Үміт Һамитқызы',
    decidedAt: at(2026, 11, 21, 15, 0),
    circumstances: [
      {
        what: inEach({ kk: 'Тұратын жері', ru: 'Место жительства', en: 'Residence' }),
        finding: inEach({
          kk: 'электр қуаты тұрақты, байланыс жақсы',
          ru: 'электричество есть, связь хорошая',
          en: 'steady power, good coverage',
        }),
      },
      {
        what: inEach({ kk: 'Денсаулығы', ru: 'Здоровье', en: 'Health' }),
        finding: inEach({ kk: 'қарсы көрсетілім жоқ', ru: 'противопоказаний нет', en: 'no contraindication' }),
      },
    ],
    concealment: inEach({ kk: 'шалбар балағының астында', ru: 'под штаниной', en: 'under the trouser leg' }),
    proposed: [
      {
        name: device.name,
        role: 'worn',
        model: 'BZ-2',
        because: inEach({ kk: 'үйде болу міндеті', ru: 'обязанность быть дома', en: 'hours at home' }),
      },
    ],
    decided: [
      {
        name: device.name,
        role: 'worn',
        model: 'BZ-2',
        because: inEach({ kk: 'дірілмен белгі береді', ru: 'подаёт знак вибрацией', en: 'gives notice by vibration' }),
      },
    ],
    reasons: 'Жұмыста дыбыстық белгі назар аудартады.',
  },
  'hospitalisation-notice': {
    ...envelope,
    kind: 'hospitalisation-notice',
    to: 'body',
    addressee,
    institution: inEach({
      kk: '№ 7 қалалық клиникалық аурухана',
      ru: 'Городская клиническая больница № 7',
      en: 'City Clinical Hospital No. 7',
    }),
    admittedAt: at(2026, 12, 1, 3, 10),
    learnedAt: at(2026, 12, 1, 3, 40),
    devices: [device],
    contactPhone: phone,
  },
  'replacement-act': {
    ...envelope,
    kind: 'replacement-act',
    because: 'malfunction',
    description: 'Батарея зарядты ұстамайды.',
    noticedAt: at(2026, 12, 3, 8, 0),
    replacedAt: at(2026, 12, 3, 10, 30),
    replacedBy: officer,
    removed: [{ ...device, condition: inEach({ kk: 'ақаулы', ru: 'неисправно', en: 'out of order' }) }],
    fitted: [{ ...device, serial: '352093081452227', inventoryNumber: '00413' }],
    gap: { from: at(2026, 12, 3, 7, 15), until: at(2026, 12, 3, 10, 30) },
  },
  'damage-act': {
    ...envelope,
    kind: 'damage-act',
    event: 'damaged',
    foundAt: at(2026, 12, 5, 23, 5),
    foundBy: officer,
    circumstances: 'Бауы кесілген, қорабы жарылған.',
    personStatement: 'Жұмыста аспапқа ілініп қалды.',
    devices: [device],
    lines: [
      {
        what: inEach({ kk: 'электрондық білезік', ru: 'электронный браслет', en: 'electronic bracelet' }),
        basis: inEach({ kk: 'баланстық құны', ru: 'балансовая стоимость', en: 'book value' }),
        quantity: 1,
        unitTenge: 184_500,
      },
      {
        what: inEach({ kk: 'тозу', ru: 'износ', en: 'wear' }),
        basis: inEach({ kk: '18 ай', ru: '18 месяцев', en: '18 months' }),
        quantity: 18,
        unitTenge: -2_050,
      },
    ],
    finding: { kind: 'not-examined' },
    annexes: [inEach({ kk: '3 фотосурет', ru: '3 фотографии', en: '3 photographs' })],
  },
  'information-report': {
    ...envelope,
    kind: 'information-report',
    addressee,
    request: { number: '7-26/131', receivedAt: at(2026, 12, 7, 9, 0), asked: null },
    from: at(2026, 12, 1),
    until: at(2026, 12, 7),
    knownAt: at(2026, 12, 7, 15, 0),
    zone: inEach({ kk: 'тұрғылықты жері', ru: 'место жительства', en: 'residence' }),
    obligations: [
      { what: home, source: { kind: 'order' }, keptMinutes: 2_700, notKeptMinutes: 65, unclearMinutes: 115 },
      {
        what: inEach({ kk: 'құрылғыны зарядтау', ru: 'заряжать устройство', en: 'keep the device charged' }),
        source: { kind: 'policy' },
        keptMinutes: 8_640,
        notKeptMinutes: 0,
        unclearMinutes: 0,
      },
    ],
    days: Array.from({ length: 6 }, (_, i) => ({
      on: `2026-12-0${i + 1}`,
      spans: [
        { from: 0, until: 420, tone: 'inside' as const },
        { from: 420, until: 1_080 + 20 * i, tone: 'outside' as const },
        { from: 1_080 + 20 * i, until: 1_200, tone: 'unknown' as const },
        { from: 1_200, until: 1_440, tone: 'inside' as const },
      ],
    })),
    blind: [{ cause: 'no-contact', times: 2, minutes: 115 }],
    events: [
      {
        from: at(2026, 12, 3, 22, 0),
        until: at(2026, 12, 3, 23, 5),
        what: inEach({
          kk: 'белгіленген сағатта үйде болмады',
          ru: 'не дома в установленные часы',
          en: 'not at home in the hours set',
        }),
        finding: inEach({
          kk: 'дәлелді себеп: ауруханада',
          ru: 'уважительная причина: в больнице',
          en: 'good reason: at the hospital',
        }),
      },
    ],
  },
  'closing-act': {
    ...envelope,
    kind: 'closing-act',
    ground: 'measure-changed',
    groundDocument: {
      number: '7-27/9',
      on: '2027-01-11',
      by: inEach({ kk: 'Әуезов ауданының соты', ru: 'суд Ауэзовского района', en: 'the Auezov District Court' }),
    },
    collectionEndedAt: at(2027, 1, 11, 16, 0),
    removedAt: at(2027, 1, 11, 17, 30),
    returned: [device],
    storedWith: officer,
  },
} satisfies { readonly [Kind in DocumentKind]: Document & { readonly kind: Kind } }
