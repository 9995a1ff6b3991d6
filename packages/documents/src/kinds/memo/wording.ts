import type { Wording } from '../../wording/say.ts'

/** Spoken to the person who wears the device: short sentences, no word of law that does not help. */
export const memoWording = {
  title: {
    kk: 'ЭЛЕКТРОНДЫҚ ҚАДАҒАЛАУ ҚҰРАЛЫНЫҢ ҚАУІПСІЗДІК ШАРАЛАРЫ МЕН ПАЙДАЛАНУ ҚАҒИДАЛАРЫ ТУРАЛЫ ЖАДЫНАМА',
    ru: 'ПАМЯТКА О МЕРАХ БЕЗОПАСНОСТИ И ПРАВИЛАХ ЭКСПЛУАТАЦИИ ЭЛЕКТРОННОГО СРЕДСТВА СЛЕЖЕНИЯ',
    en: 'MEMO ON SAFETY AND OPERATION OF AN ELECTRONIC TRACKING DEVICE',
  },
  devices: { kk: 'Сізге берілген құралдар', ru: 'Выданные Вам средства', en: 'The devices issued to you' },
  safety: { kk: 'Қауіпсіздік шаралары', ru: 'Меры безопасности', en: 'Safety' },
  skin: {
    kk: 'Құралдың астындағы тері қызарса, ісінсе, ауырса немесе ұйыса, бірден {phone} телефонына хабарлаңыз.',
    ru: 'Если кожа под устройством покраснела, отекла, болит или немеет, сразу сообщите по телефону {phone}.',
    en: 'If the skin under the device is red, swollen, sore or numb, call {phone} at once.',
  },
  noOpening: {
    kk: 'Құралды ашпаңыз, жөндемеңіз, қыздырмаңыз, фольгамен немесе металмен орамаңыз.',
    ru: 'Не вскрывайте, не ремонтируйте и не нагревайте устройство, не закрывайте его фольгой или металлом.',
    en: 'Do not open, repair or heat the device, and do not cover it with foil or metal.',
  },
  charger: {
    kk: 'Тек өзіңізге берілген зарядтағышты пайдаланыңыз. Құралды суда немесе су қолмен зарядтамаңыз.',
    ru: 'Пользуйтесь только выданным зарядным устройством. Не заряжайте устройство в воде или мокрыми руками.',
    en: 'Use only the charger issued to you. Do not charge the device in water or with wet hands.',
  },
  doctor: {
    kk: 'Томография (МРТ), рентген немесе операция алдында дәрігерге денеңізде электрондық құрал бар екенін айтыңыз және бөлімшеге хабарлаңыз. Шұғыл көмек қажет болса, алдымен көмек көрсетіледі, содан кейін бөлімшеге хабарланады.',
    ru: 'Перед томографией (МРТ), рентгеном или операцией скажите врачу, что на Вас надето электронное устройство, и сообщите подразделению. Если нужна неотложная помощь, сначала оказывается помощь, затем сообщается подразделению.',
    en: 'Before a tomography (MRI), an X-ray or an operation tell the doctor that you wear an electronic device, and tell the subdivision. In an emergency help comes first; the subdivision is told afterwards.',
  },
  operation: { kk: 'Пайдалану қағидалары', ru: 'Правила эксплуатации', en: 'Operation' },
  worn: {
    kk: 'Тағылатын құралды үзіліссіз, ұйықтағанда да тағып жүріңіз. Оны шешпеңіз, бауын босатпаңыз.',
    ru: 'Носите надетое устройство постоянно, в том числе во время сна. Не снимайте его и не ослабляйте ремень.',
    en: 'Wear the worn device without interruption, also while asleep. Do not take it off and do not loosen the strap.',
  },
  carried: {
    kk: 'Алып жүретін құралды үйден шыққанда өзіңізбен бірге алып жүріңіз.',
    ru: 'Выходя из дома, всегда берите с собой переносное устройство.',
    en: 'Take the carried device with you whenever you leave home.',
  },
  fixed: {
    kk: 'Үйге орнатылған құралды орнынан жылжытпаңыз және розеткадан ажыратпаңыз.',
    ru: 'Не переставляйте стационарное устройство и не отключайте его от розетки.',
    en: 'Do not move the home device and do not unplug it.',
  },
  charge: {
    kk: 'Құралды күн сайын шамамен {minutes} минут зарядтаңыз.',
    ru: 'Заряжайте устройство каждый день около {minutes} минут.',
    en: 'Charge the device every day for about {minutes} minutes.',
  },
  signals: {
    kk: 'Құрал {signals} арқылы белгі береді. Белгі берілсе, зарядын тексеріңіз; себебін түсінбесеңіз, {phone} телефонына хабарласыңыз.',
    ru: 'Устройство подаёт знак: {signals}. Тогда проверьте заряд; если причина непонятна, позвоните по телефону {phone}.',
    en: 'The device gives notice by {signals}. Then look at its charge; if you do not understand why, call {phone}.',
  },
  vibration: { kk: 'діріл', ru: 'вибрация', en: 'vibration' },
  sound: { kk: 'дыбыс', ru: 'звук', en: 'sound' },
  'vibration-and-sound': { kk: 'діріл мен дыбыс', ru: 'вибрация и звук', en: 'vibration and sound' },
  trouble: { kk: 'Ақау болған жағдайда', ru: 'Если что-то не так', en: 'If something goes wrong' },
  damage: {
    kk: 'Құрал бүлінсе, ашылып кетсе, жоғалса немесе зарядталмаса, бірден {phone} телефонына хабарлаңыз.',
    ru: 'Если устройство повреждено, раскрылось, потеряно или не заряжается, сразу сообщите по телефону {phone}.',
    en: 'If the device is damaged, comes open, is lost or does not charge, call {phone} at once.',
  },
  noFault: {
    kk: 'Техникалық ақаудың өзі сіздің тарапыңыздан болған бұзушылық емес. Ол туралы хабарлаңыз және уақытын жазып қойыңыз.',
    ru: 'Техническая неисправность сама по себе не является нарушением с Вашей стороны. Сообщите о ней и запишите время.',
    en: 'A technical fault is not by itself a breach of yours. Tell of it and write down the time.',
  },
  danger: {
    kk: 'Өмірге немесе денсаулыққа қауіп төнсе, алдымен өзіңізді және басқаларды құтқарыңыз, содан кейін хабарлаңыз.',
    ru: 'При угрозе жизни или здоровью сначала спасайте себя и других, затем сообщите.',
    en: 'In danger to life or health save yourself and others first, then call.',
  },
  know: { kk: 'Білуіңіз қажет', ru: 'Что Вам нужно знать', en: 'What you should know' },
  noDuties: {
    kk: 'Бұл жадынама жаңа міндет жүктемейді: міндеттер мен шектеулер шешімде ғана белгіленеді.',
    ru: 'Памятка не устанавливает новых обязанностей: обязанности и ограничения определены только решением.',
    en: 'This memo adds no obligation: obligations and restrictions stand in the decision alone.',
  },
  again: {
    kk: 'Кез келген уақытта қайта түсіндіруді және жадынаманың көшірмесін сұрай аласыз.',
    ru: 'Вы можете в любое время попросить объяснить ещё раз и получить копию памятки.',
    en: 'You may at any time ask to be told again, and for a copy of this memo.',
  },
  told: { kk: 'Түсіндіру', ru: 'Разъяснение', en: 'Explanation' },
  toldAt: { kk: 'Уақыты', ru: 'Время', en: 'Time' },
  toldBy: { kk: 'Түсіндірген адам', ru: 'Разъяснил (-а)', en: 'Explained by' },
  toldIn: { kk: 'Түсіндірілген тіл', ru: 'Язык разъяснения', en: 'Language of the explanation' },
  received: {
    kk: 'Жадынама маған түсіндірілді, көшірмесін алдым.',
    ru: 'Памятка мне разъяснена, копию получил (-а).',
    en: 'This memo was explained to me and I have received a copy.',
  },
} as const satisfies Wording
