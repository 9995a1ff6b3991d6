import type { Localised } from '@bilezik/domain'
import type { PackagePiece, PieceOwner, PieceProblem } from '@bilezik/law'

export const pieceTerms: Readonly<Record<PackagePiece, Localised>> = {
  'measure-decision': {
    kk: 'шараны қолдану туралы шешім (сот актісі)',
    ru: 'решение о применении меры (судебный акт)',
    en: 'the decision on the measure (act of the court)',
  },
  'qualification-decision': {
    kk: 'іс-әрекетті саралау туралы шешім',
    ru: 'решение о квалификации деяния',
    en: 'the decision on the qualification of the act',
  },
  'case-certificate': {
    kk: 'қылмыстық іс бойынша анықтама',
    ru: 'справка по уголовному делу',
    en: 'the certificate on the criminal case',
  },
  'identity-copy': {
    kk: 'жеке басын куәландыратын құжаттың көшірмесі',
    ru: 'копия документа, удостоверяющего личность',
    en: 'the copy of the identity document',
  },
  explanation: {
    kk: 'адамға түсіндірілгені туралы белгі',
    ru: 'отметка о разъяснении лицу',
    en: 'the note that it was explained to the person',
  },
  'medical-outcome': {
    kk: 'медициналық куәландыру нәтижесі',
    ru: 'результат медицинского освидетельствования',
    en: 'the outcome of the medical examination',
  },
  'cohabitants-receipt': {
    kk: 'бірге тұратын адамдардың денсаулығына қауіп жоқ екені туралы қолхат',
    ru: 'расписка об отсутствии угрозы здоровью совместно проживающих',
    en: "the receipt that cohabitants' health is not threatened",
  },
}

export const problemTerms: Readonly<Record<PieceProblem, Localised>> = {
  missing: { kk: 'жоқ', ru: 'отсутствует', en: 'missing' },
  'not-certified': { kk: 'мөрмен расталмаған', ru: 'не заверено печатью', en: 'not certified by seal' },
  incomplete: { kk: 'толық емес', ru: 'неполно', en: 'incomplete' },
  'representative-absent': {
    kk: 'түсіндіру кезінде заңды өкіл де, қорғаншылық және қамқоршылық органы да болмаған',
    ru: 'при разъяснении не присутствовали ни законный представитель, ни орган опеки и попечительства',
    en: 'neither a legal representative nor the guardianship authority was present',
  },
  contraindicated: {
    kk: 'денсаулық жағдайы бойынша қарсы көрсетілім бар',
    ru: 'имеются медицинские противопоказания',
    en: 'there is a medical contraindication',
  },
  'cohabitants-threatened': {
    kk: 'бірге тұратын адамдардың денсаулығына қауіп бар',
    ru: 'имеется угроза здоровью совместно проживающих',
    en: 'the health of cohabitants is threatened',
  },
}

export const ownerTerms: Readonly<Record<PieceOwner, Localised>> = {
  body: {
    kk: 'қылмыстық процесті жүргізетін орган',
    ru: 'орган, ведущий уголовный процесс',
    en: 'the body conducting the criminal process',
  },
  court: { kk: 'сот', ru: 'суд', en: 'the court' },
  'controlling-service': { kk: 'бақылауды жүзеге асыратын қызмет', ru: 'контролирующая служба', en: 'the controlling service' },
}
