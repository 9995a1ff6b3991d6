import type { Wording } from '../../wording/say.ts'

export const handoverActWording = {
  title: {
    kk: 'ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛЫН ҚАБЫЛДАУ-БЕРУ АКТІСІ',
    ru: 'АКТ ПРИЁМА-ПЕРЕДАЧИ ЭЛЕКТРОННОГО СРЕДСТВА СЛЕЖЕНИЯ',
    en: 'ACT OF RECEIVING AND TRANSMITTING AN ELECTRONIC TRACKING DEVICE',
  },
  fitting: { kk: 'орнату кезінде', ru: 'при установке', en: 'on fitting' },
  transfer: { kk: 'алып тастау және орнату кезінде', ru: 'при снятии и установке', en: 'on removal and installation' },
  removal: { kk: 'алып тастау кезінде', ru: 'при снятии', en: 'on removal' },
  fittingText: {
    kk: 'Осы акт төменде көрсетілген электрондық қадағалау құралының адамға орнатылып, берілгенін және іске қосылғанын растайды.',
    ru: 'Настоящий акт подтверждает, что указанное ниже электронное средство слежения установлено, выдано лицу и приведено в действие.',
    en: 'This act records that the electronic tracking device named below has been fitted, issued to the person and activated.',
  },
  transferText: {
    kk: 'Осы акт төменде көрсетілген электрондық қадағалау құралының алып тасталуын және орнатылуын растайды. Негізі: {because}.',
    ru: 'Настоящий акт подтверждает снятие и установку указанного ниже электронного средства слежения. Основание: {because}.',
    en: 'This act records the removal and installation of the electronic tracking device named below. Ground: {because}.',
  },
  removalText: {
    kk: 'Осы акт төменде көрсетілген электрондық қадағалау құралының адамнан алынып, бөлімшеге қайтарылғанын растайды. Негізі: {because}.',
    ru: 'Настоящий акт подтверждает, что указанное ниже электронное средство слежения снято с лица и возвращено подразделению. Основание: {because}.',
    en: 'This act records that the electronic tracking device named below has been removed from the person and returned to the subdivision. Ground: {because}.',
  },
  'case-taken-over': {
    kk: 'қылмыстық істі басқа орган өз іс жүргізуіне қабылдады',
    ru: 'уголовное дело принято в производство другим органом',
    en: 'another body has taken over the criminal case',
  },
  'verdict-announced': { kk: 'сот үкімі жарияланды', ru: 'судом оглашён приговор', en: 'the court has announced its verdict' },
  heading: { kk: 'Қабылдау-беру', ru: 'Приём-передача', en: 'Receipt and transmission' },
  heldAt: { kk: 'Уақыты', ru: 'Время', en: 'Time' },
  handedOverBy: { kk: 'Берді', ru: 'Передал (-а)', en: 'Handed over by' },
  receivedBy: { kk: 'Қабылдады', ru: 'Принял (-а)', en: 'Received by' },
  receivingBody: {
    kk: 'Істі қабылдаған орган (сот)',
    ru: 'Орган (суд), принявший дело',
    en: 'Body (court) that takes over',
  },
  devices: { kk: 'Электрондық қадағалау құралдары', ru: 'Электронные средства слежения', en: 'Electronic tracking devices' },
  checks: { kk: 'Тексеру нәтижелері', ru: 'Результаты проверки', en: 'Outcome of the checks' },
  concealment: {
    kk: 'Айналадағылардың көзінен жасыру шаралары',
    ru: 'Меры сокрытия от окружающих',
    en: 'Concealment from others',
  },
  copies: {
    kk: 'Акт екі данада жасалды: бір данасы бөлімшеде қалады, екіншісі қол қойылып қабылдаушыға беріледі.',
    ru: 'Акт составлен в двух экземплярах: один остаётся в подразделении, другой под подпись передаётся принимающей стороне.',
    en: 'Drawn up in two copies: one stays with the subdivision, the other is handed against signature to whoever receives.',
  },
} as const satisfies Wording
