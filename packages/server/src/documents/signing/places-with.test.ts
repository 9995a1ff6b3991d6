import { describe, expect, it } from 'vitest'
import { isSettled, isSignedThroughout, placesWith } from './places-with.ts'

const employee = { role: 'employee', name: 'Сейтқали Е.' } as const
const person = { role: 'person', name: 'Ахметов А.' } as const
const signed = (place: { readonly role: string; readonly name: string }, id = place.role) => ({
  ...place,
  id,
  method: 'drawn' as const,
})
const refused = { ...person, id: 'refusal', method: 'refused' as const }

describe('the places of a document', () => {
  it('are all signed, or the document is not', () => {
    const one = [signed(person)]
    expect(isSignedThroughout(placesWith([employee, person], one), one)).toBe(false)
    const both = [signed(person), signed(employee)]
    expect(isSignedThroughout(placesWith([employee, person], both), both)).toBe(true)
  })

  it('may have been signed on the paper itself, as it was issued', () => {
    const places = placesWith([{ ...employee, image: 'a PNG' }, person], [signed(person)])
    expect(places.map(({ state, signatureId }) => [state, signatureId])).toEqual([
      ['signed', null],
      ['signed', 'person'],
    ])
  })

  it('a refusal is no signature, and who refused may sign after all', () => {
    expect(placesWith([person], [refused])).toMatchObject([{ state: 'refused', signatureId: 'refusal' }])
    expect(isSignedThroughout(placesWith([person], [refused]), [refused])).toBe(false)
    expect(placesWith([person], [refused, signed(person)])).toMatchObject([{ state: 'signed' }])
  })

  it('of two witnesses each signs their own', () => {
    const [first, second] = [
      { role: 'witness', name: 'Бірінші' },
      { role: 'witness', name: 'Екінші' },
    ] as const
    expect(placesWith([first, second], [signed(second, 's')]).map(({ state }) => state)).toEqual(['open', 'signed'])
    const both = placesWith([first, second], [signed(second, 's'), signed(first, 'f')])
    expect(both.map(({ signatureId }) => signatureId)).toEqual(['f', 's'])
  })

  it('one that is signed is not signed again by the same', () => {
    const places = placesWith([person, employee], [signed(person)])
    expect(isSettled(places, person)).toBe(true)
    expect(isSettled(places, employee)).toBe(false)
  })

  it('without a name takes that of whoever signs', () => {
    expect(placesWith([{ role: 'head', name: null }], [signed({ role: 'head', name: 'Омаров Т.' })])).toMatchObject([
      { name: 'Омаров Т.', state: 'signed' },
    ])
  })
})
