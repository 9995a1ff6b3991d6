import type { Localised } from '@bilezik/domain'
import { type ClosingGround, closingRules } from '@bilezik/law'

/** Grounds on which a device comes off and an order closes: the closed lists of the law, and the end of the authorised time. */
export type EndGround = ClosingGround | 'expiry'
export const endGrounds: readonly EndGround[] = [...new Set<EndGround>(closingRules.map(({ code }) => code)), 'expiry']

export const endGroundTerms: Readonly<Record<EndGround, Localised>> = {
  'measure-cancelled': {
    kk: 'бұлтартпау шарасының күші жойылды',
    ru: 'мера пресечения отменена',
    en: 'the preventive measure was cancelled',
  },
  'measure-changed': {
    kk: 'бұлтартпау шарасы өзгертілді',
    ru: 'мера пресечения изменена',
    en: 'the preventive measure was changed',
  },
  verdict: { kk: 'сот үкімі', ru: 'приговор суда', en: 'verdict of the court' },
  death: { kk: 'адамның қайтыс болуы', ru: 'смерть лица', en: 'death of the person' },
  'term-served': { kk: 'мерзімі өтелді', ru: 'срок отбыт', en: 'the term has been served' },
  'acquittal-or-termination': {
    kk: 'ақталуы немесе істің тоқтатылуы',
    ru: 'оправдание или прекращение дела',
    en: 'acquittal or termination of the case',
  },
  'early-release': { kk: 'мерзімінен бұрын босату', ru: 'досрочное освобождение', en: 'early release' },
  'milder-punishment': {
    kk: 'жазаның өтелмеген бөлігін неғұрлым жеңіл түрімен ауыстыру',
    ru: 'замена неотбытой части наказания более мягким видом',
    en: 'the rest of the punishment was replaced by a milder one',
  },
  amnesty: { kk: 'рақымшылық жасау', ru: 'амнистия', en: 'amnesty' },
  pardon: { kk: 'кешірім жасау', ru: 'помилование', en: 'pardon' },
  illness: { kk: 'ауруына байланысты босату', ru: 'освобождение по болезни', en: 'release because of illness' },
  'other-by-law': {
    kk: 'заңда көзделген өзге негіз',
    ru: 'иное основание, предусмотренное законом',
    en: 'another ground that the law provides for',
  },
  'replaced-by-deprivation': {
    kk: 'бас бостандығынан айыруға ауыстыру',
    ru: 'замена лишением свободы',
    en: 'replaced by deprivation of freedom',
  },
  'conditional-sentence-cancelled': {
    kk: 'шартты түрде соттаудың күшін жою',
    ru: 'отмена условного осуждения',
    en: 'the conditional sentence was cancelled',
  },
  'parole-cancelled': {
    kk: 'шартты түрде мерзімінен бұрын босатудың күшін жою',
    ru: 'отмена условно-досрочного освобождения',
    en: 'the release on parole was cancelled',
  },
  'supervision-ended-by-court': {
    kk: 'сот әкімшілік қадағалауды тоқтатты',
    ru: 'административный надзор прекращён судом',
    en: 'the court ended the administrative supervision',
  },
  expiry: { kk: 'белгіленген мерзім аяқталды', ru: 'истёк установленный срок', en: 'the authorised time has ended' },
}
