import type { Language, Localised, Role } from '@bilezik/domain'
import type { Subdivision } from '../population/person.ts'

type DemoOrganisation = 'astana' | 'almaty' | 'akmola' | Subdivision

const name = (kk: string, ru: string, en: string): Localised => ({ kk, ru, en })

/** Below the first administrator's organisation (the ministry), parents before children. */
export const demoOrganisations: readonly {
  readonly key: DemoOrganisation
  readonly parent: DemoOrganisation | null
  readonly name: Localised
}[] = [
  { key: 'astana', parent: null, name: name('Астана қаласының департаменті', 'Департамент города Астаны', 'Astana department') },
  { key: 'astana-1', parent: 'astana', name: name('Астана-1 бөлімшесі', 'Подразделение Астана-1', 'Subdivision Astana-1') },
  { key: 'astana-2', parent: 'astana', name: name('Астана-2 бөлімшесі', 'Подразделение Астана-2', 'Subdivision Astana-2') },
  { key: 'almaty', parent: null, name: name('Алматы қаласының департаменті', 'Департамент города Алматы', 'Almaty department') },
  { key: 'almaty-1', parent: 'almaty', name: name('Алматы-1 бөлімшесі', 'Подразделение Алматы-1', 'Subdivision Almaty-1') },
  { key: 'almaty-2', parent: 'almaty', name: name('Алматы-2 бөлімшесі', 'Подразделение Алматы-2', 'Subdivision Almaty-2') },
  {
    key: 'akmola',
    parent: null,
    name: name('Ақмола облысының департаменті', 'Департамент Акмолинской области', 'Akmola department'),
  },
  { key: 'akkol', parent: 'akmola', name: name('Ақкөл ауданы', 'Аккольский район', 'Akkol district') },
]

export interface DemoAccount {
  readonly login: string
  readonly name: string
  readonly role: Role
  /** Null: the ministry itself, which sees everyone. */
  readonly organisation: DemoOrganisation | null
  readonly language: Language
}

const account = (
  login: string,
  fullName: string,
  role: Role,
  organisation: DemoAccount['organisation'],
  language: Language = 'ru',
) => ({
  login,
  name: fullName,
  role,
  organisation,
  language,
})

/** Who may sign in to the demo, besides the administrator. The first is the one to try. */
export const demoAccounts: readonly DemoAccount[] = [
  account('operator', 'Сейтова Айнұр', 'operator', 'astana-2', 'kk'),
  account('head', 'Ким Сергей', 'head', 'astana-2'),
  account('centre', 'Оспанова Дина', 'operator', null, 'kk'),
  account('astana-1.operator', 'Фомин Павел', 'operator', 'astana-1'),
  account('astana-1.head', 'Әлиев Бақыт', 'head', 'astana-1', 'kk'),
  account('almaty-1.operator', 'Цой Марина', 'operator', 'almaty-1'),
  account('almaty-1.head', 'Жақыпов Ербол', 'head', 'almaty-1', 'kk'),
  account('almaty-2.operator', 'Тарасова Анна', 'operator', 'almaty-2'),
  account('almaty-2.head', 'Нұрпейісов Ғани', 'head', 'almaty-2', 'kk'),
  account('akkol.operator', 'Шмидт Виктор', 'operator', 'akkol'),
  account('akkol.head', 'Қалиева Гүлім', 'head', 'akkol', 'kk'),
]
