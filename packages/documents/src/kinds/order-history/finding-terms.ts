import { type Language, type Localised, citationOf } from '@bilezik/domain'
import { z } from 'zod'
import { citationText } from '../../envelope-blocks.ts'
import { obstacleTerms } from '../return-to-body/obstacle-terms.ts'
import { ownerTerms, pieceTerms, problemTerms } from '../return-to-body/package-terms.ts'

/** What stood against a step or had to be warned of, beside what may be wrong with the decision itself. */
const ofSteps: Readonly<Record<string, Localised>> = {
  ...obstacleTerms,
  'ground-not-stated': { kk: 'негізі көрсетілмеген', ru: 'основание не указано', en: 'the ground is not stated' },
  'threat-without-applicant': {
    kk: 'қатер бар, өтініш берген адам жоқ',
    ru: 'угроза указана, заявителя нет',
    en: 'a threat, and nobody who applied because of it',
  },
  'defender-not-named': {
    kk: 'қорғаушы міндетті, бірақ аталмаған',
    ru: 'защитник обязателен, но не назван',
    en: 'a defender must take part and none is named',
  },
  'copy-not-handed-over': {
    kk: 'шешімнің көшірмесі табысталмаған',
    ru: 'копия решения не вручена',
    en: 'no copy of the decision was handed over',
  },
  'appeal-not-explained': {
    kk: 'шағымдану тәртібі түсіндірілмеген',
    ru: 'порядок обжалования не разъяснён',
    en: 'the appeal was not explained',
  },
  'birth-date-unknown': {
    kk: 'туған күні белгісіз: кәмелетке толған-толмағанын айту мүмкін емес',
    ru: 'дата рождения неизвестна: нельзя сказать, совершеннолетнее ли лицо',
    en: 'the birth date is not known: whether the person is a minor cannot be told',
  },
  'residence-near-border': {
    kk: 'тұрғылықты жер шекараға өте жақын: картадан қай жағында екені көрінбейді',
    ru: 'место жительства так близко к границе, что по карте не видно, с какой оно стороны',
    en: 'the residence lies so near the border that the map cannot tell on which side',
  },
  'applicant-not-linked': {
    kk: 'қауіп туралы өтініш беруші қорғалатын адаммен әлі байланыстырылмаған',
    ru: 'заявивший об угрозе ещё не связан с защищаемым лицом',
    en: 'who applied because of a threat is not linked with a protected person yet',
  },
  'only-head-decides': {
    kk: 'тек бөлімше басшысы шешеді',
    ru: 'решает только начальник подразделения',
    en: 'only the head of the subdivision decides',
  },
  'reasons-missing': { kk: 'негіздеме жоқ', ru: 'нет обоснования', en: 'reasons are missing' },
  'equipment-not-listed': { kk: 'жабдық тізбеде жоқ', ru: 'оборудования нет в перечне', en: 'the equipment is not on the list' },
  contraindicated: { kk: 'медициналық қарсы көрсетілім', ru: 'медицинское противопоказание', en: 'medical contraindication' },
  'medical-outcome-missing': {
    kk: 'медициналық тексеру нәтижесі жоқ',
    ru: 'нет результата медосмотра',
    en: 'the medical outcome is missing',
  },
  'cohabitants-threatened': {
    kk: 'бірге тұратындардың денсаулығына қатер бар',
    ru: 'угроза здоровью совместно проживающих',
    en: 'the health of cohabitants is threatened',
  },
  'concealment-missing': {
    kk: 'жасырындық шаралары енгізілмеген',
    ru: 'меры скрытности не внесены',
    en: 'measures of concealment are not recorded',
  },
  'residence-missing': {
    kk: 'картада Қазақстандағы тұрғылықты жер жоқ',
    ru: 'нет места жительства в Казахстане на карте',
    en: 'no residence in Kazakhstan on the map',
  },
  'explanation-missing': {
    kk: 'орган қадағалауды түсіндірмеген',
    ru: 'орган не разъяснил слежение',
    en: 'the body has not explained tracking',
  },
  'minor-explained-alone': {
    kk: 'кәмелетке толмағанға өкілсіз түсіндірілген',
    ru: 'разъяснено несовершеннолетнему без представителя',
    en: 'explained to a minor without a representative',
  },
  'self-test-not-passed': { kk: 'өзін тексеру өтпеді', ru: 'самопроверка не пройдена', en: 'the self-test has not passed' },
  'act-not-drawn-up': {
    kk: 'қабылдау-тапсыру актісі жасалмаған',
    ru: 'акт приёма-передачи не составлен',
    en: 'the act of receiving and transmitting is not drawn up',
  },
  'memo-missing': { kk: 'жадынама түсіндірілмеген', ru: 'памятка не разъяснена', en: 'the memo has not been explained' },
  'minor-memo-alone': {
    kk: 'жадынама кәмелетке толмағанға жалғыз өзіне түсіндірілген',
    ru: 'памятка разъяснена несовершеннолетнему без присутствующих',
    en: 'the memo was explained to a minor alone',
  },
  'signature-refused': { kk: 'қол қоюдан бас тартылды', ru: 'от подписи отказались', en: 'the signature was refused' },
  'variation-without-decision': { kk: 'өзгертуге шешім жоқ', ru: 'нет решения об изменении', en: 'no decision for the change' },
  'device-to-be-removed': { kk: 'құрылғы әлі алынбаған', ru: 'устройство ещё не снято', en: 'the device is still to be removed' },
  'ground-not-listed': {
    kk: 'негіздердің тұйық тізбесінде жоқ',
    ru: 'нет в закрытом перечне оснований',
    en: 'not on the closed list of grounds',
  },
  'expiry-awaits-act': {
    kk: 'мерзім өтті: органның актісі күтілуде',
    ru: 'срок истёк: ожидается акт органа',
    en: 'the period has run out: the body’s act is awaited',
  },
  'nothing-to-return': { kk: 'қайтаруға себеп жоқ', ru: 'возвращать не за что', en: 'there is nothing to return it for' },
  'nothing-missing': { kk: 'ештеңе жетіспей тұрған жоқ', ru: 'ничего не недостаёт', en: 'nothing is missing' },
  'step-not-from-here': { kk: 'бұл күйден мүмкін емес', ru: 'из этого состояния невозможно', en: 'not possible from this state' },
  'intent-not-found': {
    kk: 'зақымның қалай болғанын лауазымды адам әлі анықтаған жоқ',
    ru: 'должностное лицо ещё не установило, как возникло повреждение',
    en: 'no official has found yet how the damage came about',
  },
  'damage-not-intentional': {
    kk: 'зақымның қасақана еместігі анықталды',
    ru: 'установлено, что повреждение не умышленное',
    en: 'the damage was found not to be intentional',
  },
  'episode-under-way': { kk: 'бұл қазір жүріп жатыр', ru: 'уже идёт', en: 'it is under way already' },
  'no-such-episode': { kk: 'қазір ондай жоқ', ru: 'сейчас не идёт', en: 'it is not under way' },
}

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const finding = z.looseObject({
  code: z.string(),
  citation: z.string().nullable(),
  piece: z.string().exactOptional(),
  owedBy: z.string().exactOptional(),
})

function whatOf(code: string, piece: string | undefined, language: Language): string {
  const ofStep = own(ofSteps, code)
  if (ofStep) return ofStep[language]
  // A piece's finding is named after both: `identity-copy-missing`.
  const name = piece ?? Object.keys(pieceTerms).find((one) => code.startsWith(`${one}-`)) ?? ''
  const [ofPiece, problem] = [own(pieceTerms, name), own(problemTerms, code.slice(name.length + 1))]
  return ofPiece && problem ? `${ofPiece[language]} – ${problem[language]}` : code
}

/** A finding as one line, with who owes it and its provision; undefined: the value is none. */
export function findingWords(value: unknown, language: Language): string | undefined {
  const { success, data } = finding.safeParse(value)
  if (!success) return undefined
  const owner = data.owedBy === undefined ? undefined : own(ownerTerms, data.owedBy)?.[language]
  const provision = data.citation === null ? undefined : citationText(citationOf(data.citation), language)
  return [
    whatOf(data.code, data.piece, language),
    ...(owner === undefined ? [] : [owner]),
    ...(provision === undefined ? [] : [provision]),
  ].join('; ')
}
