import type { Localised } from '@bilezik/domain'
import { equipmentTerms } from '../../wording/order-facts.ts'
import { regimeTerms } from '../../wording/terms.ts'
import { endGroundTerms } from '../end-ground.ts'
import { pieceTerms } from './terms.ts'

/** Words of the codes in an event's body. */
const anywhere: Readonly<Record<string, Localised>> = {
  measure: { kk: 'шарамен бірге', ru: 'вместе с мерой', en: 'with the measure' },
  'later-decision': { kk: 'кейінгі шешіммен', ru: 'последующим решением', en: 'by a later decision' },
  'court-act': { kk: 'сот актісі', ru: 'судебный акт', en: 'court act' },
  amnesty: { kk: 'рақымшылық', ru: 'амнистия', en: 'amnesty' },
  pardon: { kk: 'кешірім', ru: 'помилование', en: 'pardon' },
  curfew: { kk: 'белгіленген сағатта болу', ru: 'нахождение в установленные часы', en: 'presence in set hours' },
  exclusion: { kk: 'тыйым салынған орын', ru: 'запретное место', en: 'forbidden place' },
  territory: { kk: 'аумақ', ru: 'территория', en: 'territory' },
  distance: { kk: 'адамға жақындамау', ru: 'не приближаться к лицу', en: 'distance to a person' },
  'device-care': { kk: 'құрылғыны күту', ru: 'уход за устройством', en: 'care of the device' },
  contact: { kk: 'байланыс', ru: 'связь', en: 'contact' },
  circle: { kk: 'дөңгелек', ru: 'круг', en: 'circle' },
  polygon: { kk: 'көпбұрыш', ru: 'многоугольник', en: 'polygon' },
  multipolygon: { kk: 'бірнеше көпбұрыш', ru: 'несколько многоугольников', en: 'several polygons' },
  corridor: { kk: 'дәліз', ru: 'коридор', en: 'corridor' },
  hospitalisation: { kk: 'емдеуге жатқызу', ru: 'госпитализация', en: 'hospitalisation' },
  search: { kk: 'іздеу', ru: 'розыск', en: 'search' },
  replacement: { kk: 'ауыстыру', ru: 'замена', en: 'replacement' },
  damage: { kk: 'бүліну', ru: 'повреждение', en: 'damage' },
  circumstances: { kk: 'мән-жайлар', ru: 'обстоятельства', en: 'circumstances' },
  damaged: { kk: 'бүлінген', ru: 'повреждено', en: 'damaged' },
  lost: { kk: 'жоғалған', ru: 'утрачено', en: 'lost' },
  destroyed: { kk: 'жойылған', ru: 'уничтожено', en: 'destroyed' },
  'not-examined': { kk: 'қаралмаған', ru: 'не рассмотрено', en: 'not examined' },
  intentional: { kk: 'қасақана', ru: 'умышленно', en: 'on purpose' },
  'not-intentional': { kk: 'қасақана емес', ru: 'не умышленно', en: 'not on purpose' },
  'equipment-fault': { kk: 'жабдықтың ақауы', ru: 'неисправность оборудования', en: 'fault of the equipment' },
  'dangerous-recidivism': { kk: 'қауіпті рецидив', ru: 'опасный рецидив', en: 'dangerous recidivism' },
  'terrorist-or-extremist': {
    kk: 'террористік немесе экстремистік қылмыс',
    ru: 'террористическое или экстремистское преступление',
    en: 'terrorist or extremist crime',
  },
  'grave-with-third-negative-grade': {
    kk: 'ауыр қылмыс, үшінші теріс дәреже',
    ru: 'тяжкое преступление, третья отрицательная степень',
    en: 'grave crime, third negative grade',
  },
  'repeated-with-third-negative-grade': {
    kk: 'қайталанған қылмыс, үшінші теріс дәреже',
    ru: 'повторное преступление, третья отрицательная степень',
    en: 'repeated crime, third negative grade',
  },
  'obligation-violated': { kk: 'міндеттер бұзылды', ru: 'нарушены обязанности', en: 'obligations were violated' },
  'detention-refused': {
    kk: 'күзетпен ұстаудан бас тартылды',
    ru: 'в содержании под стражей отказано',
    en: 'detention was refused',
  },
  'legal-representative': { kk: 'заңды өкіл', ru: 'законный представитель', en: 'legal representative' },
  'guardianship-authority': {
    kk: 'қорғаншылық және қамқоршылық органы',
    ru: 'орган опеки и попечительства',
    en: 'guardianship authority',
  },
  defender: { kk: 'қорғаушы', ru: 'защитник', en: 'defender' },
  'no-threat': { kk: 'денсаулыққа қауіп жоқ', ru: 'угрозы здоровью нет', en: 'no threat to their health' },
  'lives-alone': { kk: 'жалғыз тұрады', ru: 'живёт один (одна)', en: 'lives alone' },
  signed: { kk: 'қол қойылды', ru: 'подписано', en: 'signed' },
  'signature-refused': { kk: 'қол қоюдан бас тартты', ru: 'от подписи отказ', en: 'signature refused' },
  permanent: { kk: 'тұрақты', ru: 'постоянное', en: 'permanent' },
  temporary: { kk: 'уақытша', ru: 'временное', en: 'temporary' },
  'asked-for': { kk: 'қорғаушы сұрайды', ru: 'просит защитника', en: 'asked for one' },
  minor: { kk: 'кәмелетке толмаған', ru: 'несовершеннолетие', en: 'minority' },
  impairment: { kk: 'дене немесе психикалық кемістігі', ru: 'физический или психический недостаток', en: 'impairment' },
  language: { kk: 'тілді білмеуі', ru: 'не владеет языком', en: 'language' },
  steady: { kk: 'тұрақты', ru: 'стабильно', en: 'steady' },
  interrupted: { kk: 'үзіліспен', ru: 'с перебоями', en: 'interrupted' },
  none: { kk: 'жоқ', ru: 'нет', en: 'none' },
  good: { kk: 'жақсы', ru: 'хорошая', en: 'good' },
  weak: { kk: 'әлсіз', ru: 'слабая', en: 'weak' },
  'limb-condition': { kk: 'аяқ-қол ауруы', ru: 'заболевание конечности', en: 'a condition of the limb' },
  'implanted-electronics': { kk: 'имплантталған электроника', ru: 'имплантированная электроника', en: 'implanted electronics' },
  'vibration-unfelt': { kk: 'дірілді сезбейді', ru: 'не чувствует вибрацию', en: 'does not feel vibration' },
  travels: { kk: 'жиі жол жүреді', ru: 'часто в разъездах', en: 'travels' },
  'shielded-work': {
    kk: 'сигнал өтпейтін жерде жұмыс істейді',
    ru: 'работает там, где нет сигнала',
    en: 'works where signals do not reach',
  },
  'no-daily-charging': { kk: 'күн сайын зарядтай алмайды', ru: 'не может заряжать ежедневно', en: 'cannot charge every day' },
  locality: { kk: 'елді мекен', ru: 'населённый пункт', en: 'locality' },
  'administrative-unit': { kk: 'әкімшілік бірлік', ru: 'административная единица', en: 'administrative unit' },
  republic: { kk: 'Республика', ru: 'Республика', en: 'Republic' },
  notice: { kk: 'хабарлама', ru: 'уведомление', en: 'notice' },
  permission: { kk: 'рұқсат', ru: 'разрешение', en: 'permission' },
  forbidden: { kk: 'тыйым салынған', ru: 'запрещено', en: 'forbidden' },
  decision: { kk: 'шешім', ru: 'решение', en: 'decision' },
  worn: { kk: 'тағылатын', ru: 'носимое', en: 'worn' },
  carried: { kk: 'алып жүретін', ru: 'переносное', en: 'carried' },
  fixed: { kk: 'орнатылған', ru: 'стационарное', en: 'fixed' },
  malfunction: { kk: 'ақау', ru: 'неисправность', en: 'malfunction' },
  'further-use-impossible': {
    kk: 'одан әрі қолдану мүмкін емес',
    ru: 'дальнейшее применение невозможно',
    en: 'further use impossible',
  },
  planned: { kk: 'жоспарлы ауыстыру', ru: 'плановая замена', en: 'planned' },
  'case-taken-over': {
    kk: 'істі басқа орган қабылдады',
    ru: 'дело принято другим органом',
    en: 'another body has taken the case',
  },
  'verdict-announced': { kk: 'үкім шықты', ru: 'вынесен приговор', en: 'the verdict was announced' },
  moved: { kk: 'тұрғылықты жері өзгерді', ru: 'переехал(а)', en: 'moved' },
  stock: { kk: 'қоймаға', ru: 'на склад', en: 'to stock' },
  repair: { kk: 'жөндеуге', ru: 'в ремонт', en: 'to repair' },
  evidence: { kk: 'айғақ ретінде', ru: 'как вещественное доказательство', en: 'as evidence' },
  body: { kk: 'орган', ru: 'орган', en: 'the body' },
  'body-duty-unit': { kk: 'органның кезекші бөлімі', ru: 'дежурная часть органа', en: 'duty unit of the body' },
  'health-institution': { kk: 'денсаулық сақтау ұйымы', ru: 'организация здравоохранения', en: 'health care institution' },
  head: { kk: 'бөлімше басшысы', ru: 'руководитель подразделения', en: 'head of the subdivision' },
  prosecutor: { kk: 'прокурор', ru: 'прокурор', en: 'prosecutor' },
  residence: { kk: 'тұрғылықты жері', ru: 'место жительства', en: 'residence' },
  work: { kk: 'жұмысы', ru: 'работа', en: 'work' },
  study: { kk: 'оқуы', ru: 'учёба', en: 'study' },
  paid: { kk: 'төленді', ru: 'выплачено', en: 'paid' },
  refused: { kk: 'бас тартылды', ru: 'отказано', en: 'refused' },
  court: { kk: 'сотқа берілді', ru: 'передано в суд', en: 'before the court' },
}

const outcomes: Readonly<Record<string, Localised>> = {
  threat: { kk: 'денсаулыққа қауіп бар', ru: 'есть угроза здоровью', en: 'a threat to their health' },
}
const grounds: Readonly<Record<string, Localised>> = {
  ...endGroundTerms,
  threat: { kk: 'қауіп төнуі', ru: 'угроза', en: 'a threat' },
}

/** Why the system proposed a class of equipment. */
const proposalReasons: Readonly<Record<string, Localised>> = {
  'worn-witness': {
    kk: 'адамды үстіндегі құрылғы куәландырады',
    ru: 'надетое свидетельствует о самом лице',
    en: 'worn on the body, it witnesses the person',
  },
  'indoor-hours': { kk: 'үйде болу сағаттары', ru: 'часы нахождения дома', en: 'hours at home' },
  'no-power-at-home': {
    kk: 'үйде стационарлық құрылғыға электр қуаты жоқ',
    ru: 'дома нет электричества для стационарного устройства',
    en: 'no power at home for a stationary unit',
  },
  'power-interrupted': {
    kk: 'электр қуаты үзіледі: батареялы құрылғы',
    ru: 'электричество с перебоями: устройство с батареей',
    en: 'power fails at times: a unit with a battery',
  },
  'followed-outdoors': {
    kk: 'үйден тыс жердегі аумақ немесе қашықтық бақыланады',
    ru: 'вне дома контролируется место, территория или расстояние',
    en: 'a place, territory or distance is watched outdoors',
  },
  travels: { kk: 'жиі жол жүреді', ru: 'часто в разъездах', en: 'travels far' },
  'no-daily-charging': { kk: 'күн сайын зарядтай алмайды', ru: 'не может заряжать ежедневно', en: 'cannot charge every day' },
  'weak-coverage': { kk: 'үйде байланыс әлсіз', ru: 'слабая связь дома', en: 'weak network at home' },
  'no-coverage': { kk: 'үйде байланыс жоқ', ru: 'дома нет связи', en: 'no network at home' },
  'protected-person': { kk: 'қорғалатын адам үшін', ru: 'для защищаемого лица', en: 'for the protected person' },
}

/** The words of fields whose codes have a meaning of their own there. */
const byField: Readonly<Record<string, Readonly<Record<string, Localised>>>> = {
  measure: regimeTerms,
  regime: regimeTerms,
  ground: grounds,
  outcome: outcomes,
  piece: pieceTerms,
  equipment: equipmentTerms,
  equipmentClass: equipmentTerms,
  reasons: proposalReasons,
}

/** The fields that hold a code at all: what somebody typed into another is never taken for one. */
const coded: ReadonlySet<string> = new Set([
  ...Object.keys(byField),
  'orderedWith',
  'kind',
  'supervisionGround',
  'capacity',
  'tenure',
  'defenceNeeds',
  'power',
  'coverage',
  'considerations',
  'level',
  'leave',
  'role',
  'because',
  'fate',
  'about',
  'party',
  'what',
  'basis',
  'finding',
  'state',
  'rules',
  'event',
])

const own = <Value>(record: Readonly<Record<string, Value>> | undefined, key: string): Value | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined

/** The words of a code in a field of an event's body; undefined: it is no code, or one newer than these words. */
export function codeTerm(field: string, code: string): Localised | undefined {
  if (!coded.has(field)) return undefined
  return own(own(byField, field), code) ?? own(anywhere, code)
}
