import type { Localised } from '@bilezik/domain'

/** Grounds on which tracking ends: 1369 §10 (1)-(3); the end of the authorised time; for convicted persons the court's act. */
export const endGrounds = ['measure-cancelled', 'measure-changed', 'verdict', 'death', 'term-ended', 'court-act'] as const
export type EndGround = (typeof endGrounds)[number]

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
  'term-ended': {
    kk: 'белгіленген мерзім аяқталды',
    ru: 'истёк установленный срок',
    en: 'the authorised time has ended',
  },
  'court-act': { kk: 'сот актісі', ru: 'судебный акт', en: 'act of the court' },
}
