import type { Localised } from '@bilezik/domain'
import type { BasisRefusalCode } from '@bilezik/law'

export type Obstacle = BasisRefusalCode

/** What may be wrong with the decision itself, in the words of the letter. */
export const obstacleTerms: Readonly<Record<Obstacle, Localised>> = {
  'measure-excluded': {
    kk: 'бұл шарамен бірге электрондық қадағалау құралдары қолданылмайды',
    ru: 'с этой мерой электронные средства слежения не применяются',
    en: 'electronic tracking means are not applied with this measure',
  },
  'law-not-in-force': {
    kk: 'шешім қабылданған күні қолдануға негіз болатын норма күшінде болмаған',
    ru: 'на день решения не действовала норма, на которой могло бы основываться применение',
    en: 'no provision on which the use could rest was in force on the day of the decision',
  },
  'no-tracking-note': {
    kk: 'шешімде электрондық қадағалау құралдарын қолдану туралы белгі жоқ',
    ru: 'в решении нет отметки о применении электронных средств слежения',
    en: 'the decision carries no note that electronic tracking means are applied',
  },
  'ground-missing-for-later-addition': {
    kk: 'электрондық қадағалау шарадан кейін қосылған, бірақ оның негізі көрсетілмеген',
    ru: 'электронное слежение добавлено после избрания меры, но основание для этого не указано',
    en: 'tracking was added after the measure was chosen, and no ground for it is given',
  },
  'house-arrest-not-authorised': {
    kk: 'үйқамаққа сот санкциясы туралы мәлімет жоқ',
    ru: 'нет сведений о санкции суда на домашний арест',
    en: 'nothing shows that a court authorised the house arrest',
  },
  'measure-for-minors-only': {
    kk: 'бұл шара тек кәмелетке толмағандарға қолданылады',
    ru: 'эта мера применяется только к несовершеннолетним',
    en: 'this measure is for minors alone',
  },
  'no-act-in-force': {
    kk: 'заңды күшіне енген сот актісі жоқ',
    ru: 'нет судебного акта, вступившего в законную силу',
    en: 'there is no court act in force',
  },
  'supervision-not-by-court': {
    kk: 'әкімшілік қадағалау сот актісімен белгіленбеген',
    ru: 'административный надзор установлен не судебным актом',
    en: 'administrative supervision was not set by a court act',
  },
  'supervision-of-non-citizen': {
    kk: 'әкімшілік қадағалау Қазақстан Республикасының азаматы емес адамға белгіленген',
    ru: 'административный надзор установлен за лицом, не являющимся гражданином Республики Казахстан',
    en: 'administrative supervision was set for somebody who is no citizen of the Republic of Kazakhstan',
  },
  'supervision-without-ground': {
    kk: 'әкімшілік қадағалау белгілеу негізі көрсетілмеген',
    ru: 'не указано основание установления административного надзора',
    en: 'no ground for administrative supervision is given',
  },
}
