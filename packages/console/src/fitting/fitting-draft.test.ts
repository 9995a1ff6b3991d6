import { describe, expect, it } from 'vitest'
import { emptyDraft, forgetFittings, keepDraft, loadDraft } from './fitting-draft.ts'

/** A browser's storage, as far as drafts use it. */
function storageOf(held: Record<string, string> = {}): Storage {
  const storage = { ...held } as unknown as Storage
  const methods = {
    getItem: (key: string) => (Object.hasOwn(storage, key) ? String(storage[key]) : null),
    setItem: (key: string, value: string) => void Object.assign(storage, { [key]: value }),
    removeItem: (key: string) => void Reflect.deleteProperty(storage, key),
  }
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(storage, name, { value, enumerable: false })
  return storage
}

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

  it('is forgotten at the sign-out, with those of everybody on this device, and nothing else is', () => {
    const storage = storageOf({ 'bilezik-language': 'kk' })
    keepDraft('u', 'o', draft, storage)
    keepDraft('v', 'o', draft, storage)
    forgetFittings(storage)
    expect(Object.keys(storage)).toEqual(['bilezik-language'])
  })

  it.each(['{', '[]', '{"fields":1}', 'null'])('that cannot be read (%s) is none', (held) => {
    expect(loadDraft('u', 'o', storageOf({ 'bilezik-fitting.u.o': held }))).toEqual(emptyDraft)
  })
})
