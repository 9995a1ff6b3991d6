import { basename } from 'node:path'
import { codeOnly } from './code-only.ts'

/** A rule of STYLE that the linter has no word for. It returns what is wrong in a file; an empty list is tidy. */
export interface TidyRule {
  readonly title: string
  /** Which files it looks at. */
  readonly looksAt: RegExp
  readonly faults: (file: string, source: string) => readonly string[]
}

const code = /\.(ts|tsx|js|mjs)$/
const lineOf = (source: string, index: number) => source.slice(0, index).split('\n').length

function matches(source: string, pattern: RegExp, searched = source): readonly string[] {
  return [...searched.matchAll(pattern)].map(({ 0: match, index }) => `line ${lineOf(source, index)}: ${match.trim()}`)
}

/** `fix-rules.test.ts`; a component and its styles are `PersonHeader.tsx`, `PersonHeader.module.css`. */
const tidyName = /^\.?[a-z0-9]+(?:[-.][a-z0-9]+)*$/
const componentName = /^(?:[A-Z][a-z0-9]*)+(?:\.test)?(?:\.tsx|\.module\.css)$/
const customaryName = /^(?:README|ARCHITECTURE|HACKING|CHANGELOG|CONTRIBUTING|SECURITY)\.md$|^LICENSE$/

const bin = /(?:^|-)(?:utils?|helpers?|common|misc|managers?)(?:\.|$)|^types?(?:\.|$)/i

export const rules: readonly TidyRule[] = [
  {
    title: 'a file of code or styles has at most 400 lines',
    looksAt: /\.(ts|tsx|js|mjs|css|sql|typ)$/,
    faults: (_file, source) => (source.trimEnd().split('\n').length > 400 ? ['too long'] : []),
  },
  {
    title: 'names of files and folders are kebab-case, those of components PascalCase',
    looksAt: /./,
    faults: (file) => {
      const folders = file.split('/').slice(0, -1)
      const name = basename(file)
      const isTidy = tidyName.test(name) || customaryName.test(name) || componentName.test(name)
      return [...folders.filter((folder) => !tidyName.test(folder)), ...(isTidy ? [] : [name])]
    },
  },
  {
    title: 'no file or folder is a bin for whatever has no name',
    looksAt: /^(?!node_modules)/,
    faults: (file) => file.split('/').filter((part) => bin.test(part.replace(/\.test\./, '.'))),
  },
  {
    title: 'nothing is called Manager, Helper or Utils',
    looksAt: code,
    faults: (_file, source) =>
      matches(source, /\b(?:class|interface|type|const|function)\s+\w*(?:Manager|Helpers?|Utils?)\b/g, codeOnly(source)),
  },
  {
    // The wire format of OsmAnd has a field of this name: its codec reads it, and tests of others may send it.
    title: 'a time says whose it is: never a bare timestamp',
    looksAt: /^(?!packages\/protocols\/src\/osmand\/).*\.(ts|tsx)$/,
    faults: (file, source) => {
      const name = file.includes('.test.') ? /\btimestamp\b(?!:)/g : /\btimestamp\b/g
      return matches(source, name, codeOnly(source))
    },
  },
  {
    title: 'no mark of work to come back to',
    looksAt: /\.(ts|tsx|js|mjs|css|sql|typ|md|html)$/,
    faults: (_file, source) => matches(source, /\b(?:TO-?DO|FIX-?ME|X-?XX)\b[^\n]*/g),
  },
  {
    title: 'no test is run alone',
    looksAt: code,
    faults: (_file, source) => matches(source, /\b(?:it|test|describe)\.only\b/g, codeOnly(source)),
  },
  {
    title: 'a test that is left out says why',
    looksAt: code,
    faults: (_file, source) =>
      [...codeOnly(source).matchAll(/\.skip\(/g)]
        .filter(({ index }) => {
          const isTest = /\b(?:it|test|describe)$/.test(source.slice(0, index))
          const argument = source
            .slice(index + '.skip('.length)
            .split('\n', 2)
            .join('\n')
          return isTest ? !/\b(?:skipped|because|needs|absent|without)\b/.test(argument) : /^\s*\)/.test(argument)
        })
        .map(({ index }) => `line ${lineOf(source, index)}`),
  },
  {
    title: 'no path of one particular machine',
    looksAt: /\.(ts|tsx|js|mjs|json|jsonl|css|sql|typ|md|html|yml|yaml)$|\.ci\/run$|^\.[a-z]+$/,
    faults: (_file, source) => matches(source, /(?<![\w.$}~/])\/(?:work|root|tmp|home\/[a-z]+|Users\/[A-Za-z]+)\/[^\s'"`)]*/g),
  },
]
