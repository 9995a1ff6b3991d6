const latinGroups = [
  ['shch', 'ш'],
  ['kh', 'х'],
  ['zh', 'ж'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['ts', 'ц'],
  ['gh', 'г'],
] as const

const folded = (from: string, to: string) => new Map([...from].map((letter, i) => [letter, [...to][i] ?? '']))
/** Latin letters, Kazakh ones of several years among them, then what Kazakh has beside Russian. */
const letters = new Map([
  ...folded('abvgdezijklmnoprstufhcyqwxäöüūğşñıïçáóúǵń', 'абвгдезижклмнопрстуфхкикухаоуугшниичаоугн'),
  ...folded('әіңқғүұөһёщ', 'аинкгууохеш'),
])

/**
 * A word of a name as the skeleton that its Kazakh, Russian and Latin spellings share: its consonants, none of them twice.
 * The database has the same for names of persons (`name_key` of migration 0014).
 */
export function nameKeyOf(word: string): string {
  const latin = latinGroups.reduce((text, [from, to]) => text.replaceAll(from, to), word.normalize('NFKC').toLowerCase())
  const plain = [...latin]
    .map((letter) => letters.get(letter) ?? letter)
    .join('')
    .replaceAll('дж', 'ж')
    .replaceAll(/[^а-я]/g, '')
  const skeleton = plain.replaceAll(/[аеиоуыэюяйъь]/g, '').replaceAll(/(.)\1+/g, '$1')
  if (plain === '') return word.toLowerCase()
  return skeleton.length < 2 ? plain : skeleton
}
