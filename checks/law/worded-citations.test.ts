import { citationOf, citedActs } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { repositoryFiles, text } from '../repository.ts'
import { provisionRows } from './provision-table.ts'

const isUnworded = (code: string) => typeof citationOf(code).words === 'string'

/** What looks like a citation in the sources of what answers or shows one. */
function citationsIn(file: string): string[] {
  const codes = new RegExp(`'((?:${Object.keys(citedActs).join('|')}) §?\\d[^']*)'`, 'g')
  return [...text(file).matchAll(codes)].map(([, code = '']) => code)
}

describe('citations', () => {
  it('of the law package are all worded for the screens and the documents', () => {
    const codes = provisionRows().map(({ provision }) => provision.citation)
    expect(codes.length).toBeGreaterThan(50)
    expect(codes.filter(isUnworded)).toEqual([])
  })

  it('that stand in the sources themselves are worded, too', () => {
    const sources = repositoryFiles().filter((file) => /^packages\/[a-z]+\/src\/.*(?<!\.test)\.tsx?$/.test(file))
    const codes = sources.flatMap(citationsIn)
    expect(codes).toContain('1369 §10')
    expect(codes.filter(isUnworded)).toEqual([])
  })
})
