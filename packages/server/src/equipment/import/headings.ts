import { type ImportColumn, importClassWords, importHeadings } from '@bilezik/contract'
import { type EquipmentClass, type Language, languages } from '@bilezik/domain'

/** As people head their columns, in three languages; without case, marks and blanks. */
const headings: Readonly<Record<ImportColumn, readonly string[]>> = {
  equipmentClass: [
    'class',
    'equipmentclass',
    'type',
    'класс',
    'тип',
    'вид',
    'видоборудования',
    'типоборудования',
    'түрі',
    'жабдықтүрі',
    'класы',
  ],
  model: ['model', 'модель', 'марка', 'үлгі', 'үлгісі', 'моделі'],
  protocol: ['protocol', 'протокол', 'хаттама', 'протоколы'],
  identifier: [
    'identifier',
    'id',
    'imei',
    'имей',
    'идентификатор',
    'номерустройства',
    'номер',
    'құрылғынөмірі',
    'нөмірі',
    'сәйкестендіргіш',
  ],
  serialNumber: [
    'serial',
    'serialnumber',
    'sn',
    'серийныйномер',
    'заводскойномер',
    'серийный',
    'сериялықнөмірі',
    'зауыттықнөмірі',
    'сериялықнөмір',
  ],
  inventoryNumber: ['inventory', 'inventorynumber', 'инвентарныйномер', 'инвномер', 'инв', 'түгендеунөмірі', 'мүкәммалнөмірі'],
  iccid: ['iccid', 'sim', 'simcard', 'сим', 'симкарта', 'номерsim', 'номерсимкарты', 'симкартанөмірі'],
  simOperator: ['operator', 'simoperator', 'оператор', 'операторсвязи', 'байланысоператоры'],
  firmware: ['firmware', 'прошивка', 'версияпо', 'микробағдарлама', 'бағдарламанұсқасы'],
  valueTenge: [
    'value',
    'valuetenge',
    'price',
    'стоимость',
    'цена',
    'стоимостьтенге',
    'балансоваястоимость',
    'құны',
    'бағасы',
    'құнытеңге',
  ],
  location: ['location', 'место', 'местонахождение', 'место хранения', 'местохранения', 'орны', 'орналасқанжері', 'сақтауорны'],
  holder: ['holder', 'ответственный', 'материальноответственноелицо', 'мол', 'держатель', 'жауаптыадам', 'жауапты'],
}

const classWords: Readonly<Record<EquipmentClass, readonly string[]>> = {
  bracelet: ['bracelet', 'браслет', 'электронныйбраслет', 'білезік', 'электрондықбілезік'],
  'home-unit': [
    'homeunit',
    'stationarycontrolunit',
    'стационарноеконтрольноеустройство',
    'стационарноеустройство',
    'ску',
    'стационарлықбақылауқұрылғысы',
    'стационарлыққұрылғы',
  ],
  'mobile-unit': [
    'mobileunit',
    'mobilecontrolunit',
    'мобильноеконтрольноеустройство',
    'мобильноеустройство',
    'мку',
    'мобильдібақылауқұрылғысы',
    'мобильдіқұрылғы',
  ],
  repeater: ['repeater', 'ретранслятор', 'қайтатаратқыш'],
  'personal-tracker': ['personaltracker', 'tracker', 'персональныйтрекер', 'трекер', 'жекетрекер', 'дербестрекер'],
  'stationary-console': [
    'stationaryconsole',
    'стационарныйпульт',
    'стационарныйпультмониторинга',
    'стационарныйсервер',
    'стационарлықпульт',
    'стационарлықмониторингпульті',
  ],
  'mobile-console': ['mobileconsole', 'мобильныйпульт', 'мобильныйпультмониторинга', 'мобильдіпульт', 'мобильдімониторингпульті'],
}

function bare(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** `written`: as our own files say it, in each language. */
function byWord<Name extends string>(
  words: Readonly<Record<Name, readonly string[]>>,
  written: Readonly<Record<Language, Readonly<Record<Name, string>>>>,
): ReadonlyMap<string, Name> {
  return new Map(
    (Object.entries(words) as [Name, readonly string[]][]).flatMap(([name, all]) =>
      [name, ...all, ...languages.map((language) => written[language][name])].map((word) => [bare(word), name] as const),
    ),
  )
}

const columnOfWord = byWord(headings, importHeadings)
const classOfWord = byWord(classWords, importClassWords)

export function columnOfHeading(heading: string): ImportColumn | undefined {
  // `Стоимость, тенге`, `Серийный номер (S/N)`: what stands in brackets explains.
  return columnOfWord.get(bare(heading)) ?? columnOfWord.get(bare(heading.replace(/\(.*\)/, '')))
}

export function classOfText(text: string): EquipmentClass | undefined {
  return classOfWord.get(bare(text))
}
