import { deadlineErrors } from './deadlines/errors.ts'
import type { Localised } from '@bilezik/domain'
import { equipmentErrors } from './equipment/errors.ts'
import { deliveryErrors } from './deliveries/errors.ts'
import { documentErrors } from './documents/errors.ts'
import { fileErrors } from './files/errors.ts'
import { signingErrors } from './signing/errors.ts'

interface ErrorEntry {
  readonly status: number
  readonly title: Localised
}

/** Every refusal the interface can give. The code is stable; titles are what a person reads. Documented in docs/errors.md. */
export const errorCatalogue = {
  'bad-request': {
    status: 400,
    title: { en: 'The request is not in the expected form', ru: 'Запрос составлен неверно', kk: 'Сұрау дұрыс құрылмаған' },
  },
  'not-signed-in': {
    status: 401,
    title: { en: 'Sign in first', ru: 'Сначала войдите в систему', kk: 'Алдымен жүйеге кіріңіз' },
  },
  'wrong-credentials': {
    status: 401,
    title: { en: 'The name or the password is wrong', ru: 'Неверное имя или пароль', kk: 'Аты немесе құпиясөзі қате' },
  },
  forbidden: {
    status: 403,
    title: {
      en: 'Your role does not allow this',
      ru: 'Ваша роль этого не позволяет',
      kk: 'Сіздің рөліңіз бұған рұқсат бермейді',
    },
  },
  'csrf-token-missing': {
    status: 403,
    title: {
      en: 'The request does not carry this session’s token',
      ru: 'В запросе нет ключа этого сеанса',
      kk: 'Сұрауда осы сеанстың кілті жоқ',
    },
  },
  'not-found': {
    status: 404,
    title: {
      en: 'Nothing of this kind is in your scope',
      ru: 'В вашем подчинении такого нет',
      kk: 'Сіздің қарамағыңызда мұндай жоқ',
    },
  },
  'login-taken': {
    status: 409,
    title: { en: 'This name is taken', ru: 'Это имя уже занято', kk: 'Бұл ат бос емес' },
  },
  'iin-invalid': {
    status: 422,
    title: {
      en: 'The IIN is mistyped: its check digit does not fit',
      ru: 'В ИИН опечатка: контрольная цифра не сходится',
      kk: 'ЖСН қате терілген: бақылау саны сәйкес емес',
    },
  },
  'home-not-measured': {
    status: 422,
    title: {
      en: 'The home was not measured well enough, or lies too far from the zone of the decision: that takes a variation',
      ru: 'Жильё не измерено достаточно точно или лежит слишком далеко от зоны по решению: для этого нужно изменение условий',
      kk: 'Үйдің орны жеткілікті дәл өлшенбеген немесе шешімдегі аймақтан тым алыс: ол үшін шарттарды өзгерту керек',
    },
  },
  'bin-invalid': {
    status: 422,
    title: {
      en: 'The BIN is mistyped: its check digit does not fit',
      ru: 'В БИН опечатка: контрольная цифра не сходится',
      kk: 'БСН қате терілген: бақылау саны сәйкес емес',
    },
  },
  'person-known': {
    status: 409,
    title: {
      en: 'A person with this IIN is known already',
      ru: 'Лицо с таким ИИН уже учтено',
      kk: 'Мұндай ЖСН-і бар адам есепке алынған',
    },
  },
  'person-similar': {
    status: 409,
    title: {
      en: 'A person with this name and birth date is known already',
      ru: 'Лицо с таким именем и датой рождения уже учтено',
      kk: 'Аты мен туған күні осындай адам есепке алынған',
    },
  },
  'nothing-corrected': {
    status: 422,
    title: {
      en: 'Nothing is changed by it',
      ru: 'Данные от этого не меняются',
      kk: 'Бұдан ештеңе өзгермейді',
    },
  },
  'device-exists': {
    status: 409,
    title: {
      en: 'A device with this identifier is registered already',
      ru: 'Устройство с таким номером уже зарегистрировано',
      kk: 'Мұндай нөмірі бар құрылғы тіркеліп қойған',
    },
  },
  'warning-given': {
    status: 409,
    title: {
      en: 'This warning is recorded as given already',
      ru: 'Это предупреждение уже отмечено как переданное',
      kk: 'Бұл ескерту берілген деп белгіленіп қойған',
    },
  },
  'device-in-use': {
    status: 409,
    title: {
      en: 'The device is in another kit at that time',
      ru: 'В это время устройство выдано другому лицу',
      kk: 'Бұл уақытта құрылғы басқа адамға берілген',
    },
  },
  'order-closed': {
    status: 409,
    title: { en: 'The order is closed', ru: 'Исполнение решения завершено', kk: 'Шешімнің орындалуы аяқталған' },
  },
  'step-not-allowed': {
    status: 409,
    title: {
      en: 'The order does not stand where this step begins',
      ru: 'На этом этапе исполнения такое действие невозможно',
      kk: 'Орындаудың бұл кезеңінде мұндай әрекет мүмкін емес',
    },
  },
  'step-blocked': {
    status: 422,
    title: {
      en: 'Something stands against this step',
      ru: 'Этому действию что-то препятствует',
      kk: 'Бұл әрекетке кедергі бар',
    },
  },
  'kit-empty': {
    status: 409,
    title: {
      en: 'No device has been issued to the person',
      ru: 'Лицу не выдано ни одного устройства',
      kk: 'Адамға бірде-бір құрылғы берілмеген',
    },
  },
  'case-record-impossible': {
    status: 422,
    title: {
      en: 'It cannot have been so',
      ru: 'Так быть не могло',
      kk: 'Бұлай болуы мүмкін емес',
    },
  },
  'case-file-full': {
    status: 409,
    title: {
      en: 'The file has too many entries',
      ru: 'В деле слишком много записей',
      kk: 'Істе жазба тым көп',
    },
  },
  'change-out-of-order': {
    status: 422,
    title: {
      en: 'It would come before something that it follows, or in the future',
      ru: 'Это оказалось бы раньше того, за чем следует, или в будущем',
      kk: 'Бұл өзі жалғасы болатын нәрседен бұрын немесе болашақта болып шығады',
    },
  },
  'nothing-handed-over': {
    status: 422,
    title: {
      en: 'Neither the body nor the subdivision changes',
      ru: 'Не меняется ни орган, ни подразделение',
      kk: 'Орган да, бөлімше де өзгермейді',
    },
  },
  'claim-not-positive': {
    status: 422,
    title: {
      en: 'The computation comes to nothing that could be claimed',
      ru: 'По расчёту взыскивать нечего',
      kk: 'Есеп бойынша өндіріп алатын ештеңе жоқ',
    },
  },
  'claim-settled': {
    status: 409,
    title: {
      en: 'There is no open claim of this damage, or one is there already',
      ru: 'По этому ущербу открытого требования нет, или оно уже заявлено',
      kk: 'Бұл залал бойынша ашық талап жоқ немесе ол қойылып қойған',
    },
  },
  ...fileErrors,
  ...deadlineErrors,
  ...equipmentErrors,
  ...deliveryErrors,
  'term-not-a-period': {
    status: 422,
    title: {
      en: 'The term must end after it begins',
      ru: 'Срок должен кончаться позже, чем начинается',
      kk: 'Мерзім басталғаннан кейін аяқталуы тиіс',
    },
  },
  'bad-zone': {
    status: 422,
    title: {
      en: 'The zone cannot be watched as drawn',
      ru: 'Такую зону нельзя контролировать',
      kk: 'Мұндай аймақты бақылау мүмкін емес',
    },
  },
  'condition-unsupported': {
    status: 422,
    title: {
      en: 'No provision supports this condition under this measure',
      ru: 'Для этой меры закон такого условия не даёт',
      kk: 'Бұл шара үшін заң мұндай шартты көздемейді',
    },
  },
  'permit-covers-nothing': {
    status: 422,
    title: {
      en: 'It would cover no time: it is over, or not given yet',
      ru: 'Оно не охватило бы никакого времени: срок истёк, или оно ещё не дано',
      kk: 'Ол ешқандай уақытты қамтымайды: мерзімі біткен немесе әлі берілмеген',
    },
  },
  'permit-not-applicable': {
    status: 422,
    title: {
      en: 'A notice or permission of this kind does not lift this condition',
      ru: 'Уведомление или разрешение этого вида не снимает этого условия',
      kk: 'Мұндай хабарлама не рұқсат бұл шартты тоқтатпайды',
    },
  },
  'too-many-permits': {
    status: 409,
    title: {
      en: 'The order has too many running or coming permits; one that recurs may take the place of many',
      ru: 'У решения слишком много действующих разрешений; многие может заменить одно повторяющееся',
      kk: 'Шешімде қолданыстағы рұқсаттар тым көп; қайталанатын біреуі көбін алмастыра алады',
    },
  },
  'command-unsupported': {
    status: 422,
    title: {
      en: 'The device does not know this command',
      ru: 'Устройство не знает такой команды',
      kk: 'Құрылғы мұндай пәрменді білмейді',
    },
  },
  'sound-not-allowed': {
    status: 422,
    title: {
      en: 'The device must not draw others’ notice: no sound is allowed',
      ru: 'Устройство не должно привлекать внимание окружающих: звук запрещён',
      kk: 'Құрылғы айналадағылардың назарын аудармауы тиіс: дыбысқа тыйым салынған',
    },
  },
  'incident-taken': {
    status: 409,
    title: {
      en: 'A colleague has taken the incident',
      ru: 'Происшествие уже принял другой сотрудник',
      kk: 'Оқиғаны басқа қызметкер қабылдап қойған',
    },
  },
  'incident-not-taken': {
    status: 409,
    title: { en: 'Take the incident first', ru: 'Сначала примите происшествие', kk: 'Алдымен оқиғаны қабылдаңыз' },
  },
  'incident-concluded': {
    status: 409,
    title: { en: 'The incident is concluded', ru: 'Происшествие завершено', kk: 'Оқиға аяқталған' },
  },
  'outage-lasts': {
    status: 409,
    title: {
      en: 'The outage is not over yet',
      ru: 'Сбой ещё не закончился',
      kk: 'Іркіліс әлі аяқталған жоқ',
    },
  },
  'suppression-reviewed': {
    status: 409,
    title: {
      en: 'The signal has been reviewed already',
      ru: 'Этот сигнал уже рассмотрен',
      kk: 'Бұл белгі қаралып қойған',
    },
  },
  'setup-link-invalid': {
    status: 403,
    title: {
      en: 'The set-up link is used up or wrong; a new start of the server prints a new one',
      ru: 'Ссылка для первой настройки уже использована или неверна; новую выводит запуск сервера',
      kk: 'Алғашқы баптау сілтемесі пайдаланылған немесе қате; жаңасын сервердің іске қосылуы шығарады',
    },
  },
  'weak-password': {
    status: 422,
    title: {
      en: 'The password needs at least 12 characters',
      ru: 'В пароле должно быть не меньше 12 знаков',
      kk: 'Құпиясөзде кемінде 12 таңба болуы керек',
    },
  },
  'parent-out-of-scope': {
    status: 422,
    title: {
      en: 'The parent organisation is not in your scope',
      ru: 'Вышестоящая организация вне вашего подчинения',
      kk: 'Жоғары тұрған ұйым сіздің қарамағыңызда емес',
    },
  },
  ...documentErrors,
  ...signingErrors,
  'too-many-requests': {
    status: 429,
    title: {
      en: 'Too many requests; wait a little',
      ru: 'Слишком много запросов; подождите',
      kk: 'Сұраулар тым көп; күте тұрыңыз',
    },
  },
  'too-large': {
    status: 413,
    title: { en: 'The request is too large', ru: 'Запрос слишком велик', kk: 'Сұрау тым үлкен' },
  },
  defect: {
    status: 500,
    title: {
      en: 'A fault of ours; it is logged',
      ru: 'Наша ошибка; она записана в журнал',
      kk: 'Біздің қате; ол журналға жазылды',
    },
  },
  'database-unavailable': {
    status: 503,
    title: {
      en: 'The database does not answer; the server tries again by itself',
      ru: 'База данных не отвечает; сервер пробует снова сам',
      kk: 'Дерекқор жауап бермейді; сервер өзі қайта көреді',
    },
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>

export type ErrorCode = keyof typeof errorCatalogue
