import { describe, expect, it } from 'vitest'
import { emptyDraft, forgetFittings, keepDraft, loadDraft } from './fitting-draft.ts'
import { storageOf } from './testing/storage-of.ts'

const draft = { fields: { code: '35693' }, queue: [{ id: '1', kind: 'fit', place: 'Astana' }] } as const

describe('a draft of a fitting', () => {
  it('is the user’s and the order’s, and survives a reload', () => {
    const storage = storageOf()
    expect(keepDraft('u', 'o', draft, storage)).toBe(true)
    expect(loadDraft('u', 'o', storage)).toEqual(draft)
    expect([loadDraft('other', 'o', storage), loadDraft('u', 'other', storage)]).toEqual([emptyDraft, emptyDraft])
  })

  it('leaves nothing behind once it is empty', () => {
    const storage = storageOf()
    keepDraft('u', 'o', draft, storage)
    keepDraft('u', 'o', { fields: { code: '' }, queue: [] }, storage)
    expect(Object.keys(storage)).toEqual([])
  })

  it('is forgotten at the sign-out where nothing of it waits to be sent, and nothing else is', () => {
    const storage = storageOf({ 'bilezik-language': 'kk', 'bilezik-fitting.u.broken': '{' })
    keepDraft('u', 'o', { ...draft, queue: [] }, storage)
    keepDraft('v', 'o', draft, storage)
    forgetFittings(storage)
    expect(Object.keys(storage).toSorted()).toEqual(['bilezik-fitting.v.o', 'bilezik-language'])
    expect(loadDraft('v', 'o', storage)).toEqual(draft)
  })

  it.each(['{', '[]', '{"fields":1}', 'null'])('that cannot be read (%s) is none', (held) => {
    expect(loadDraft('u', 'o', storageOf({ 'bilezik-fitting.u.o': held }))).toEqual(emptyDraft)
  })
})
