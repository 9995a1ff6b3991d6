import type { CaseState, DocumentKind, Localised, PermitKind } from '@bilezik/domain'

export const stateTerms: Readonly<Record<CaseState, Localised>> = {
  received: { kk: 'алынды', ru: 'получено', en: 'received' },
  checked: { kk: 'тексерілді', ru: 'проверено', en: 'checked' },
  returned: { kk: 'органға қайтарылды', ru: 'возвращено органу', en: 'returned to the body' },
  adopted: { kk: 'орындауға қабылданды', ru: 'принято к исполнению', en: 'adopted' },
  'equipment-decided': { kk: 'жабдық таңдалды', ru: 'оборудование выбрано', en: 'equipment decided' },
  fitted: { kk: 'орнатылды', ru: 'установлено', en: 'fitted' },
  active: { kk: 'орындалуда', ru: 'исполняется', en: 'active' },
  closed: { kk: 'аяқталды', ru: 'завершено', en: 'closed' },
}

/** Which fact was noted. */
export const recordTerms: Readonly<Record<string, Localised>> = {
  decision: { kk: 'шешім', ru: 'решение', en: 'decision' },
  piece: { kk: 'топтама құжаты', ru: 'документ пакета', en: 'document of the package' },
  ground: { kk: 'негіз', ru: 'основание', en: 'ground' },
  explanation: { kk: 'органның түсіндіруі', ru: 'разъяснение органом', en: 'explanation by the body' },
  medical: { kk: 'медициналық тексеру нәтижесі', ru: 'результат медосмотра', en: 'medical outcome' },
  'cohabitants-receipt': {
    kk: 'бірге тұратындар туралы қолхат',
    ru: 'расписка о совместно проживающих',
    en: 'receipt about cohabitants',
  },
  residence: { kk: 'тұрғылықты жері', ru: 'место жительства', en: 'residence' },
  certificate: { kk: 'іс бойынша анықтама', ru: 'справка по делу', en: 'certificate on the case' },
  concealment: { kk: 'жасырындық шаралары', ru: 'меры скрытности', en: 'measures of concealment' },
  feasibility: {
    kk: 'тұрғылықты жердің техникалық мүмкіндігі',
    ru: 'технические возможности по месту жительства',
    en: 'what is technically possible at the residence',
  },
  'home-capture': {
    kk: 'орнында анықталған үй координаттары',
    ru: 'координаты жилья, снятые на месте',
    en: 'home as it was found on the spot',
  },
  'self-test': { kk: 'жинақтың өзін тексеруі', ru: 'самопроверка комплекта', en: 'self-test of the kit' },
  act: { kk: 'қабылдау-тапсыру актісі', ru: 'акт приёма-передачи', en: 'act of receiving and transmitting' },
  memo: { kk: 'қауіпсіздік жөніндегі жадынама', ru: 'памятка по безопасности', en: 'memo on safety and operation' },
}

export const pieceTerms: Readonly<Record<string, Localised>> = {
  'measure-decision': { kk: 'Шара туралы шешім', ru: 'Решение о мере', en: 'Decision on the measure' },
  'qualification-decision': { kk: 'Саралау туралы шешім', ru: 'Решение о квалификации', en: 'Decision on qualification' },
  'case-certificate': { kk: 'Іс бойынша анықтама', ru: 'Справка по делу', en: 'Certificate on the case' },
  'identity-copy': { kk: 'Жеке куәліктің көшірмесі', ru: 'Копия удостоверения личности', en: 'Copy of the identity document' },
  explanation: { kk: 'Органның түсіндіруі', ru: 'Разъяснение органом', en: 'Explanation by the body' },
  'medical-outcome': { kk: 'Медициналық тексеру нәтижесі', ru: 'Результат медосмотра', en: 'Outcome of the medical examination' },
  'cohabitants-receipt': {
    kk: 'Бірге тұратындар туралы қолхат',
    ru: 'Расписка о совместно проживающих',
    en: 'Receipt about cohabitants',
  },
}

export const documentKindTerms: Readonly<Record<DocumentKind, Localised>> = {
  'adoption-notice': { kk: 'Қабылданғаны туралы хабарлама', ru: 'Уведомление о принятии', en: 'Notice of adoption' },
  'return-to-body': { kk: 'Органға қайтару', ru: 'Возврат органу', en: 'Return to the body' },
  'equipment-decision': { kk: 'Жабдық туралы шешім', ru: 'Решение об оборудовании', en: 'Decision on equipment' },
  'handover-act': { kk: 'Қабылдау-беру актісі', ru: 'Акт приёма-передачи', en: 'Act of receiving and transmitting' },
  memo: { kk: 'Жадынама', ru: 'Памятка', en: 'Memo' },
  'explanation-record': { kk: 'Түсіндіру жазбасы', ru: 'Запись о разъяснении', en: 'Record of explanation' },
  'hospitalisation-notice': {
    kk: 'Ауруханаға жатқызу туралы хабарлама',
    ru: 'Уведомление о госпитализации',
    en: 'Notice of hospitalisation',
  },
  'replacement-act': { kk: 'Ауыстыру актісі', ru: 'Акт замены', en: 'Act of replacement' },
  'damage-act': { kk: 'Зақымдау туралы акт', ru: 'Акт о повреждении', en: 'Act of damage' },
  'information-report': { kk: 'Сұрау бойынша ақпарат', ru: 'Информация по запросу', en: 'Information on request' },
  'closing-act': { kk: 'Тоқтату актісі', ru: 'Акт о прекращении', en: 'Closing act' },
}

export const signedHowTerms: Readonly<Record<'drawn' | 'scan' | 'cms' | 'refused', Localised>> = {
  drawn: { kk: 'экранда қол қойды', ru: 'подпись на экране', en: 'drawn on a screen' },
  scan: { kk: 'қол қойылған қағаз', ru: 'подписанный лист', en: 'signed paper' },
  cms: { kk: 'электрондық цифрлық қолтаңба', ru: 'электронная цифровая подпись', en: 'electronic signature' },
  refused: { kk: 'қол қоюдан бас тартты', ru: 'от подписи отказ', en: 'signature refused' },
}

export const permitTerms: Readonly<Record<PermitKind, Localised>> = {
  notice: { kk: 'хабарлама', ru: 'уведомление', en: 'notice' },
  permission: { kk: 'рұқсат', ru: 'разрешение', en: 'permission' },
}

export const channelTerms: Readonly<Record<string, Localised>> = {
  email: { kk: 'электрондық пошта', ru: 'электронная почта', en: 'e-mail' },
  webhook: { kk: 'олардың жүйесіне', ru: 'в их систему', en: 'into their system' },
  print: { kk: 'басып шығарып тапсыру', ru: 'печать и вручение', en: 'printed and handed over' },
}

export const deliveryStateTerms: Readonly<Record<string, Localised>> = {
  queued: { kk: 'жіберілуін күтіп тұр', ru: 'ждёт отправки', en: 'waits to be sent' },
  sending: { kk: 'жіберілуде', ru: 'отправляется', en: 'being sent' },
  sent: { kk: 'жіберілді, алынғаны расталмаған', ru: 'отправлено, получение не подтверждено', en: 'sent, receipt not confirmed' },
  delivered: { kk: 'алынды', ru: 'получено', en: 'received' },
  failed: { kk: 'қабылданбады', ru: 'не принято', en: 'not accepted' },
  unclear: { kk: 'жеткені белгісіз', ru: 'неясно, дошло ли', en: 'unclear whether it arrived' },
  'given-up': { kk: 'жіберу тоқтатылды', ru: 'отправка прекращена', en: 'given up' },
}
