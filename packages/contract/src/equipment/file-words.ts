import type { EquipmentClass, Language } from '@bilezik/domain'
import type { ImportColumn } from './import.ts'

/** What a file of the register heads its columns with, written for the reader; the import knows more ways of saying each. */
export const importHeadings: Readonly<Record<Language, Readonly<Record<ImportColumn, string>>>> = {
  kk: {
    equipmentClass: 'Жабдық түрі',
    model: 'Үлгісі',
    protocol: 'Протоколы',
    identifier: 'Нөмірі',
    serialNumber: 'Сериялық нөмірі',
    inventoryNumber: 'Түгендеу нөмірі',
    iccid: 'ICCID',
    simOperator: 'Байланыс операторы',
    firmware: 'Микробағдарлама',
    valueTenge: 'Құны, теңге',
    location: 'Сақтау орны',
    holder: 'Жауапты',
  },
  ru: {
    equipmentClass: 'Вид оборудования',
    model: 'Модель',
    protocol: 'Протокол',
    identifier: 'Номер',
    serialNumber: 'Серийный номер',
    inventoryNumber: 'Инвентарный номер',
    iccid: 'ICCID',
    simOperator: 'Оператор связи',
    firmware: 'Прошивка',
    valueTenge: 'Стоимость, тенге',
    location: 'Место хранения',
    holder: 'Ответственный',
  },
  en: {
    equipmentClass: 'Class',
    model: 'Model',
    protocol: 'Protocol',
    identifier: 'Identifier',
    serialNumber: 'Serial number',
    inventoryNumber: 'Inventory number',
    iccid: 'ICCID',
    simOperator: 'SIM operator',
    firmware: 'Firmware',
    valueTenge: 'Value, tenge',
    location: 'Location',
    holder: 'Holder',
  },
}

export const importClassWords: Readonly<Record<Language, Readonly<Record<EquipmentClass, string>>>> = {
  kk: {
    bracelet: 'білезік',
    'home-unit': 'стационарлық құрылғы',
    'mobile-unit': 'мобильді құрылғы',
    repeater: 'ретранслятор',
    'personal-tracker': 'жеке трекер',
    'stationary-console': 'стационарлық пульт',
    'mobile-console': 'мобильді пульт',
  },
  ru: {
    bracelet: 'браслет',
    'home-unit': 'стационарное устройство',
    'mobile-unit': 'мобильное устройство',
    repeater: 'ретранслятор',
    'personal-tracker': 'персональный трекер',
    'stationary-console': 'стационарный пульт',
    'mobile-console': 'мобильный пульт',
  },
  en: {
    bracelet: 'bracelet',
    'home-unit': 'home unit',
    'mobile-unit': 'mobile unit',
    repeater: 'repeater',
    'personal-tracker': 'personal tracker',
    'stationary-console': 'stationary console',
    'mobile-console': 'mobile console',
  },
}

/** Of a piece that speaks to nobody, where an empty field would mean: as its model says. */
export const noProtocolWord: Readonly<Record<Language, string>> = { kk: 'жоқ', ru: 'нет', en: 'none' }
