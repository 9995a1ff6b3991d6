import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { repositoryRoot } from '../repository.ts'
import { carryingTests } from './carrying-tests.ts'
import { parseRequirements } from './parse-table.ts'
import { allCarryingTests, requirements } from './register.ts'

const design = join(repositoryRoot, '../shared/design/requirements.md')
const isDesignHere = existsSync(design)
if (!isDesignHere) console.warn(`Not compared with the design's table of requirements: there is no ${design}`)

describe('the register of requirements', () => {
  it('names each id once, in the form that titles can carry', () => {
    const ids = requirements().map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(0)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    expect(ids.filter((id) => carryingTests('a', `it('[${id}] x')`)[0]?.id !== id)).toEqual([])
  })

  it.skipIf(!isDesignHere)(`equals the design's table${isDesignHere ? '' : ' (skipped: ../shared/design is not here)'}`, () => {
    expect(requirements()).toEqual(parseRequirements(readFileSync(design, 'utf8')))
  })

  it('knows every id that a title names', () => {
    const known = new Set(requirements().map(({ id }) => id))
    expect(allCarryingTests().filter(({ id }) => !known.has(id))).toEqual([])
  })
})

describe('a title', () => {
  it.each([
    ['in a call', "it('[1369.6a] shows what is missing', () => {})", ['1369.6a']],
    ['with two ids', "it('[1369.6a][PEC.6] shows', () => {})", ['1369.6a', 'PEC.6']],
    ['behind a table', "it.each([['[x]', 1]])('[MON.late] $given', () => {})", ['MON.late']],
    ['in a row of a table', "const rows = [{ title: '[MON.late] late' }]", ['MON.late']],
    ['with a quote inside', "it(`[CED.73] the person's \\` order`, () => {})", ['CED.73']],
    ['of a group', 'describe("[AT.50k] many", () => {})', ['AT.50k']],
    ['with an unknown id', "it('[PEC.0] x', () => {})", ['PEC.0']],
    ['without an id', "it('[1] and [home] are no ids', () => {})", []],
    ['of a skipped test', "it.skip('[MON.late] x', () => {})", []],
    ['of a test to come', "it.todo('[MON.late] x')", []],
  ])('%s', (_place, source, ids) => {
    expect(carryingTests('a.test.ts', source).map(({ id }) => id)).toEqual(ids)
  })

  it('is listed whole, behind its path', () => {
    expect(carryingTests('a.test.ts', "it('[PEC.6] x → y')")).toEqual([{ id: 'PEC.6', test: 'a.test.ts: [PEC.6] x → y' }])
  })
})

describe('a table that is no table of requirements', () => {
  it('is refused rather than read as fewer rows', () => {
    expect(() => parseRequirements('| PEC.6 | PEC 6 | one | two |')).toThrow('three cells')
  })
})
