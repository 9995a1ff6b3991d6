export interface PersonName {
  readonly family_name: string
  readonly given_name: string
  readonly patronymic: string | null
}

function initial(name: string | null): string {
  const first = name === null ? undefined : [...name.trim()][0]
  return first === undefined ? '' : `${first.toUpperCase()}.`
}

/** Family name and initials: `Ахметов А. Б.` */
export function shortName(name: PersonName): string {
  return [name.family_name, initial(name.given_name), initial(name.patronymic)].filter((part) => part !== '').join(' ')
}
