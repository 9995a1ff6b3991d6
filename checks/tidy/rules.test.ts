import { describe, expect, it } from 'vitest'
import { repositoryFiles, text } from '../repository.ts'
import { rules } from './rules.ts'

/** This file is looked at too: what a rule forbids in any text is not spelt out here. */
const unspelt = (...parts: readonly string[]) => parts.join('')

/** For each rule, what it must see and what it must let pass: a rule that sees nothing would look like tidiness. */
const examples: Readonly<Record<string, { readonly bad: readonly Example[]; readonly good: readonly Example[] }>> = {
  'a file of code or styles has at most 400 lines': {
    bad: [['a.ts', 'x\n'.repeat(401)]],
    good: [['a.ts', 'x\n'.repeat(400)]],
  },
  'names of files and folders are kebab-case, those of components PascalCase': {
    bad: [['packages/a/src/fixRules.ts'], ['packages/A/b.ts'], ['a/snake_case.ts'], ['a/Person.ts'], ['a/READTHIS.md']],
    good: [
      ['packages/a/src/fix-rules.test.ts'],
      ['a/PersonHeader.tsx'],
      ['a/PersonHeader.module.css'],
      ['README.md'],
      ['.ci/run'],
    ],
  },
  'no file or folder is a bin for whatever has no name': {
    bad: [['a/utils.ts'], ['a/string-utils.ts'], ['helpers/a.ts'], ['a/types.ts'], ['a/common/b.ts'], ['a/feed-manager.test.ts']],
    good: [['a/typescript.ts'], ['a/message-types.ts'], ['a/commonness.ts']],
  },
  'nothing is called Manager, Helper or Utils': {
    bad: [
      ['a.ts', 'export class FeedManager {}'],
      ['a.ts', 'const dateUtils = {}'],
      ['a.ts', 'function testHelper() {}'],
    ],
    good: [['a.ts', '// class FeedManager\nconst manage = 1']],
  },
  'a time says whose it is: never a bare timestamp': {
    bad: [
      ['a.ts', 'const timestamp = 1'],
      ['a.ts', 'fix.timestamp'],
      ['a.ts', 'type A = { timestamp: number }'],
    ],
    good: [
      ['a.ts', "query('timestamp') // timestamp"],
      ['a.ts', 'timestampParameter'],
      ['a.test.ts', 'post({ timestamp: 1 })'],
      ['packages/protocols/src/osmand/a.ts', 'x.timestamp'],
    ],
  },
  'no mark of work to come back to': {
    bad: [
      ['a.ts', `// ${unspelt('TO', 'DO')}: later`],
      ['a.md', unspelt('FIX', 'ME')],
    ],
    good: [['HACKING.md', 'hacking, todo list']],
  },
  'no test is run alone': {
    bad: [
      ['a.test.ts', "it.only('x', f)"],
      ['a.test.ts', "describe.only('x', f)"],
    ],
    good: [
      ['a.test.ts', "it('x', f) // it.only"],
      ['a.ts', 'options.only'],
    ],
  },
  'a test that is left out says why': {
    bad: [
      ['a.test.ts', "it.skip('x', f)"],
      ['a.test.ts', 'context.skip()'],
    ],
    good: [
      ['a.test.ts', "it.skip('x (skipped: no card)', f)"],
      ['a.test.ts', "context.skip('no card')"],
      ['a.ts', "'it.skip('"],
    ],
  },
  'no path of one particular machine': {
    bad: [
      ['a.ts', `'${unspelt('/tm', 'p/x')}'`],
      ['a.md', unspelt('in /hom', 'e/anna/x')],
      ['.npmrc', unspelt('prefix=/roo', 't/x')],
    ],
    good: [
      ['a.ts', unspelt("'/api/wo", "rk/x'")],
      ['a.ts', '`${folder}/tmp/x`'],
      ['a.md', '../shared/tmp/x'],
      ['a.md', unspelt('home/wo', 'rk/street')],
    ],
  },
}

type Example = readonly [file: string, source?: string]

describe.each(rules)('$title', (rule) => {
  const { bad, good } = examples[rule.title] ?? { bad: [], good: [] }
  const faults = ([file, source = '']: Example) => (rule.looksAt.test(file) ? rule.faults(file, source) : [])

  it('is seen where it is broken, and only there', () => {
    expect(bad.length).toBeGreaterThan(0)
    expect(bad.filter((example) => faults(example).length === 0)).toEqual([])
    expect(good.filter((example) => faults(example).length > 0)).toEqual([])
  })

  it('holds for every file of the repository', () => {
    const looked = repositoryFiles().filter((file) => rule.looksAt.test(file))
    expect(looked.length).toBeGreaterThan(0)
    expect(looked.flatMap((file) => rule.faults(file, text(file)).map((fault) => `${file}: ${fault}`))).toEqual([])
  })
})
