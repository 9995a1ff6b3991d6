import { api } from '@bilezik/contract'
import { describe, expect, it } from 'vitest'
import { blankModel, readModel, writeModel } from './read-model.ts'

describe('the description of a model', () => {
  it('is read as it was written', () => {
    expect(readModel(writeModel(blankModel))).toEqual({ kind: 'read', body: blankModel })
  })

  it('begins with every field of the contract, and lacks only its names', () => {
    const fields = (model: object) => api.putDeviceModel.body?.safeParse(model).error?.issues.map(({ path }) => path.join('.'))
    expect(fields(blankModel)).toEqual(['name', 'maker'])
    expect(fields({ ...blankModel, name: 'Maker Model', maker: 'Maker' })).toBeUndefined()
  })

  it.each([
    { what: 'a comma that is missing', given: '{\n  "name": "A"\n  "maker": "B"\n}', at: { line: 3, column: 3 } },
    { what: 'a word', given: 'name', at: null },
    { what: 'nothing', given: '', at: null },
  ])('with $what is no JSON', ({ given, at }) => {
    expect(readModel(given)).toEqual({ kind: 'not-json', at })
  })
})
