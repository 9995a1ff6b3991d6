/** Family name and initials, as it is said and as it fits: «Сейітқалиева Айгүл Нұрланқызы» → «Сейітқалиева А. Н.» */
export function withInitials(fullName: string): string {
  const [family = '', ...given] = fullName.trim().split(/\s+/)
  return [family, ...given.slice(0, 2).map((part) => (part.endsWith('.') ? part : `${part.charAt(0)}.`))].join(' ')
}
