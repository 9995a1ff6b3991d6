import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { errorCatalogue } from '@bilezik/contract'
import { describe, expect, it } from 'vitest'
import { documentedCodes, headings, links, mapLine } from './documents/markdown.ts'
import { repositoryFiles, repositoryRoot, text } from './repository.ts'

const documents = repositoryFiles().filter((file) => file.endsWith('.md'))
const packages = readdirSync(join(repositoryRoot, 'packages'))

describe('the documents', () => {
  it.each(documents)('%s links only to files that are there', (file) => {
    const targets = links(text(file)).map((link) => normalize(join(dirname(file), link)))
    expect(targets.filter((target) => !existsSync(join(repositoryRoot, target)))).toEqual([])
  })

  it.each(documents.filter((file) => file.startsWith('docs/adr/')))('%s is a record of a decision', (file) => {
    expect(file).toMatch(/^docs\/adr\/\d{4}-[a-z0-9-]+\.md$/)
    expect(headings(text(file))).toEqual(expect.arrayContaining(['Context', 'Decision', 'Alternatives', 'Consequences']))
  })

  it('numbers each decision once', () => {
    const numbers = documents.filter((file) => file.startsWith('docs/adr/')).map((file) => file.slice(9, 13))
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
  })

  for (const file of ['README.md', 'ARCHITECTURE.md']) {
    const isHere = documents.includes(file)
    it.skipIf(!isHere)(`${file} says in one line what each package is for${isHere ? '' : ' (skipped: not written yet)'}`, () => {
      expect(packages.filter((name) => mapLine(text(file), name) === undefined)).toEqual([])
    })
  }

  it('docs/errors.md and the catalogue of errors name the same codes', () => {
    const codes = Object.keys(errorCatalogue)
    expect(codes.length).toBeGreaterThan(0)
    expect(documentedCodes(text('docs/errors.md')).toSorted()).toEqual(codes.toSorted())
  })
})
