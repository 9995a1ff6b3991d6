import type { Wording } from '../../wording/say.ts'

export const hospitalisationNoticeWording = {
  title: {
    kk: 'АДАМНЫҢ ЕМДЕУГЕ ЖАТҚЫЗЫЛҒАНЫ ТУРАЛЫ ХАБАРЛАМА',
    ru: 'УВЕДОМЛЕНИЕ О ГОСПИТАЛИЗАЦИИ ЛИЦА',
    en: 'NOTICE OF HOSPITALISATION',
  },
  bodyText: {
    kk: 'Электрондық қадағалау құралдары қолданылатын адам денсаулық сақтау ұйымына жеткізіліп, емдеуге жатқызылды.',
    ru: 'Лицо, к которому применены электронные средства слежения, доставлено в организацию здравоохранения и госпитализировано.',
    en: 'A person to whom electronic tracking means are applied has been taken to a health care institution and admitted.',
  },
  bodyRequest: {
    kk: 'Емделу кезеңінде шарттарды өзгерту туралы мәселені орган шешеді; ондай шешім түскенге дейін шарттар өзгеріссіз қалады.',
    ru: 'Вопрос об изменении условий на время лечения решает орган; до такого решения условия остаются прежними.',
    en: 'Whether the conditions change during treatment is for the body to decide; until it decides they stay as they are.',
  },
  'health-institutionText': {
    kk: 'Сіздердегі емделушіге электрондық қадағалау құралдары қолданылатынын хабарлаймыз. Құрал емдеуге кедергі болмауға тиіс.',
    ru: 'Сообщаем, что к Вашему пациенту применены электронные средства слежения. Устройство не должно мешать лечению.',
    en: 'We inform you that electronic tracking means are applied to your patient. The device must not stand in the way of treatment.',
  },
  'health-institutionRequest': {
    kk: 'Емдеу үшін құралды шешу қажет болса, {phone} телефонына хабарлаңыздар. Шұғыл жағдайда құралды бірден шешіп, содан кейін хабарлаңыздар және құралды сақтап қойыңыздар.',
    ru: 'Если для лечения устройство нужно снять, сообщите по телефону {phone}. В неотложном случае снимите его сразу, затем сообщите и сохраните устройство.',
    en: 'If treatment requires the device to be taken off, call {phone}. In an emergency take it off at once, call afterwards and keep the device.',
  },
  patient: { kk: 'Емделуші', ru: 'Пациент', en: 'Patient' },
  fullName: { kk: 'Тегі, аты, әкесінің аты', ru: 'Фамилия, имя, отчество', en: 'Full name' },
  birthOn: { kk: 'Туған күні', ru: 'Дата рождения', en: 'Date of birth' },
  stay: { kk: 'Емдеуге жатқызу', ru: 'Госпитализация', en: 'Admission' },
  institution: { kk: 'Денсаулық сақтау ұйымы', ru: 'Организация здравоохранения', en: 'Health care institution' },
  admittedAt: { kk: 'Жатқызылған уақыты', ru: 'Госпитализирован (-а)', en: 'Admitted' },
  learnedAt: { kk: 'Бөлімшеге белгілі болған уақыты', ru: 'Подразделению стало известно', en: 'Known to the subdivision' },
  devices: { kk: 'Қолданылатын құралдар', ru: 'Применяемые средства', en: 'Devices applied' },
} as const satisfies Wording
