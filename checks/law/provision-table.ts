import { type Behaviour, type Provision, allProvisions, behaviours } from '@bilezik/law'
import { repositoryFiles, text } from '../repository.ts'

/** A provision, what the system does because of it, and the tests of the law package that speak of it. */
export interface ProvisionRow {
  readonly provision: Provision
  readonly does: readonly Behaviour[]
  readonly tests: readonly string[]
}

const testFolder = 'packages/law/src/'
const testFiles = () => repositoryFiles().filter((file) => file.startsWith(testFolder) && file.endsWith('.test.ts'))
const literally = (words: string) => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A regime's name stands in every second test: of these the citation alone tells. */
const toldByCitation: ReadonlySet<Behaviour['kind']> = new Set(['measure', 'term', 'condition'])

/** `1369 §6` is not spoken of where `1369 §6(1)` stands. */
function speaksOf(source: string, { citation }: Provision, does: readonly Behaviour[]): boolean {
  const codes = does.filter(({ kind }) => !toldByCitation.has(kind)).map(({ code }) => `\\b${literally(code)}\\b`)
  return new RegExp([`${literally(citation)}(?![\\d(])`, ...codes].join('|')).test(source)
}

/** One provision may be told twice, by the part of it that matters. */
const keyOf = ({ citation, paraphrase }: Provision) => `${citation} ${paraphrase}`

/** Provisions of behaviours that are told in a narrower form than the list holds, such as one subparagraph, join the list. */
export function provisionRows(): readonly ProvisionRow[] {
  const sources = testFiles().map((file) => ({ file, source: text(file) }))
  const cited = behaviours.flatMap(({ source }) => (source.kind === 'law' ? [source.provision] : []))
  const provisions = [...new Map([...allProvisions, ...cited].map((one) => [keyOf(one), one])).values()]
  return provisions
    .map((provision) => {
      const does = behaviours.filter(({ source }) => source.kind === 'law' && keyOf(source.provision) === keyOf(provision))
      const tests = sources
        .filter(({ source }) => speaksOf(source, provision, does))
        .map(({ file }) => file.slice(testFolder.length))
      return { provision, does, tests }
    })
    .toSorted((a, b) => a.provision.citation.localeCompare(b.provision.citation, 'en', { numeric: true }))
}

const head = `# Provision, behaviour, test

Written from the rules in \`packages/law\` by \`npm run law\`; a test compares. Paraphrases are our own, dated, and confirmed by no lawyer; where an assumption was made it stands in italics. The codes are those
that the interface answers with and that the screens put into words. Tests are those in \`packages/law/src\` that name the code or the citation; scenario tests through the interface are in the register of requirements (\`npm run requirements\`).

| Provision | What it says | In force | Which date governs | What the system does | Tests |
|---|---|---|---|---|---|
`

function written({ provision, does, tests }: ProvisionRow): string {
  const { citation, paraphrase, needsLawyer, from, until, governs } = provision
  const says = needsLawyer ? `${paraphrase} *${needsLawyer}*` : paraphrase
  const codes = [...new Set(does.map(({ kind, code }) => `${kind} \`${code}\``))].join(', ')
  return `| ${citation} | ${says} | from ${from}${until ? ` until ${until}` : ''} | ${governs} | ${codes} | ${tests.map((test) => `\`${test}\``).join(', ')} |\n`
}

/** The whole of docs/law/provisions.md. */
export function provisionTable(): string {
  return head + provisionRows().map(written).join('')
}
