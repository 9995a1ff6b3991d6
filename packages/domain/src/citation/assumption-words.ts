import type { Language } from '../localised.ts'

type Words = { readonly kk: string; readonly ru: string }

/** What was assumed where the text of a provision is unclear, by its English sentence in `law`; a test there wants one for each of 1369. */
const assumptions: Readonly<Record<string, Words>> = {
  'We assume that without the body’s explanation a device is not fitted.': {
    kk: 'Орган түсіндірмейінше құрылғы орнатылмайды деп есептейміз.',
    ru: 'Считаем, что без разъяснения органа устройство не устанавливают.',
  },
  'We assume that a device is not fitted on a minor to whom it was explained with neither of them present.': {
    kk: 'Кәмелетке толмағанға өкілінсіз де, қорғаншылық органынсыз да түсіндірілсе, құрылғы орнатылмайды деп есептейміз.',
    ru: 'Считаем, что несовершеннолетнему, которому разъяснили без представителя и без органа опеки, устройство не устанавливают.',
  },
  'We assume that a device is not fitted while the outcome is not known.': {
    kk: 'Тексеру нәтижесі белгілі болмайынша құрылғы орнатылмайды деп есептейміз.',
    ru: 'Считаем, что, пока результат осмотра неизвестен, устройство не устанавливают.',
  },
  'We assume that a missing receipt is claimed from the body and holds nothing up, and that one which tells of a threat keeps a device from being fitted until the body has decided.':
    {
      kk: 'Жоқ қолхат органнан сұратылады, ештеңені тоқтатпайды; қауіп туралы қолхат болса, орган шешкенше құрылғы орнатылмайды деп есептейміз.',
      ru: 'Считаем, что недостающую расписку истребуют у органа и она ничего не задерживает, а при расписке об угрозе устройство не устанавливают до решения органа.',
    },
  'We assume that the hours run from the hour of the decision to the sending, not the receipt, and, where the decision names no hour, from the end of its day.':
    {
      kk: 'Сағаттар шешім шыққан сағаттан жіберілгенге дейін (алынғанға дейін емес) есептеледі; шешімде сағат көрсетілмесе, сол күннің соңынан деп есептейміз.',
      ru: 'Считаем часы от часа решения до отправки, а не до получения; если час в решении не назван — с конца его дня.',
    },
  'We assume that only a missing decision on the measure blocks; everything else is claimed from the body.': {
    kk: 'Шара туралы шешімнің жоқтығы ғана кедергі; қалғаны органнан сұратылады деп есептейміз.',
    ru: 'Считаем, что препятствует только отсутствие решения о мере; остальное истребуют у органа.',
  },
  'We assume that a device which has not passed its self-test is not activated.': {
    kk: 'Өзін-өзі тексеруден өтпеген құрылғы іске қосылмайды деп есептейміз.',
    ru: 'Считаем, что устройство, не прошедшее самопроверку, не активируют.',
  },
  'We assume that a refused signature which is recorded does not hold tracking up.': {
    kk: 'Қол қоюдан бас тарту жазылса, ол қадағалауды тоқтатпайды деп есептейміз.',
    ru: 'Считаем, что записанный отказ от подписи слежению не препятствует.',
  },
  'We assume that the hours run from when the information came in, not from when it was confirmed.': {
    kk: 'Сағаттар мәлімет расталған кезден емес, түскен кезден басталады деп есептейміз.',
    ru: 'Считаем, что часы идут с поступления сведений, а не с их подтверждения.',
  },
  'We assume that the hours run from the receipt of the request.': {
    kk: 'Сағаттар сұрау алынған кезден басталады деп есептейміз.',
    ru: 'Считаем, что часы идут с получения запроса.',
  },
  'We assume that at the end of the authorised term collection stops by itself, and the order is closed only on the body’s act.':
    {
      kk: 'Санкцияланған мерзім біткенде дерек жинау өзі тоқтайды, ал іс органның актісімен ғана жабылады деп есептейміз.',
      ru: 'Считаем, что с концом санкционированного срока сбор данных прекращается сам, а дело завершают только по акту органа.',
    },
  'We assume that compensation is claimed only once an official has found intent, and that a lost device is damage, too.': {
    kk: 'Өтемақы лауазымды адам қасақаналықты анықтаған соң ғана талап етіледі, жоғалған құрылғы да залал деп есептейміз.',
    ru: 'Считаем, что возмещение требуют только после того, как должностное лицо установило умысел, и что утрата устройства — тоже ущерб.',
  },
  'We assume that one found later is told to the body at once, which cancels or changes the measure.': {
    kk: 'Кейін анықталғаны органға дереу хабарланып, орган шараны жояды немесе өзгертеді деп есептейміз.',
    ru: 'Считаем, что о выявленном позже немедленно сообщают органу, а он отменяет или изменяет меру.',
  },
  'We assume that a ground is needed for a later addition; at the choice of the measure its absence is warned of.': {
    kk: 'Негіз қадағалау кейін қосылғанда қажет; шара таңдалғанда оның жоқтығы туралы ескертіледі деп есептейміз.',
    ru: 'Считаем, что основание нужно, когда слежение добавляют позже; при избрании меры о его отсутствии лишь предупреждают.',
  },
  'We assume that the body’s decision names the distance and the places, and that the protected person agrees to carry a device of their own.':
    {
      kk: 'Қашықтық пен орындар органның шешімінде аталады, ал қорғалатын адам өз құрылғысын алып жүруге келіседі деп есептейміз.',
      ru: 'Считаем, что расстояние и места названы в решении органа, а защищаемое лицо согласно носить своё устройство.',
    },
}

/** Of an assumption whose words are not here yet: that it is one, and where it is told. */
const elsewhere: Words = {
  kk: 'Норма бірмәнді емес; біздің түсінігіміз құжаттамада ағылшынша берілген.',
  ru: 'Норма неоднозначна; наше толкование изложено в документации на английском.',
}

/** The assumption in the reader's language; the English sentence is its name. */
export function assumptionText(sentence: string, language: Language): string {
  return language === 'en' ? sentence : (assumptions[sentence] ?? elsewhere)[language]
}

/** Whether it is told in its own words, and not as one of those that are told elsewhere. */
export const isWorded = (sentence: string): boolean => sentence in assumptions
