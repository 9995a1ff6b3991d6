import { isoInstant } from '@bilezik/domain'
import { instantOfLocal } from '../permits/permit-draft.ts'
import { type Field, type Values } from './form-spec.ts'

export const textOf = (values: Values, name: string): string => values[name]?.trim() ?? ''

/** Null for a field that was left empty. */
export const textOrNull = (values: Values, name: string): string | null => textOf(values, name) || null

/** For the server; what names no time is refused there. */
export function momentOf(values: Values, name: string): string {
  const at = instantOfLocal(textOf(values, name))
  return at === undefined ? '' : isoInstant(at)
}

export const severalOf = (values: Values, name: string): string[] => textOf(values, name).split(' ').filter(Boolean)

/** The value of a choice, of the list that it was chosen from. */
export function choiceOf<Value extends string>(values: Values, name: string, from: readonly Value[]): Value {
  const chosen = from.find((value) => value === values[name])
  if (chosen === undefined) throw new Error(`${name} is chosen from a list`)
  return chosen
}

/** Somebody who stands by or signs. */
export interface Named {
  readonly role: string
  readonly name: string
}

/** As they stand in the rows of the form, those without a name among them. */
export function rowsOfPeople(value: string | undefined): readonly Named[] {
  // Written by this form alone.
  return value === undefined || value === '' ? [] : (JSON.parse(value) as readonly Named[])
}

export const peopleText = (people: readonly Named[]): string => (people.length === 0 ? '' : JSON.stringify(people))

/** The people of these capacities, without the rows left empty. */
export function peopleOf<Role extends string>(
  values: Values,
  name: string,
  roles: readonly Role[],
): { readonly role: Role; readonly name: string }[] {
  return rowsOfPeople(values[name]).flatMap((one) => {
    const role = roles.find((known) => known === one.role)
    return role === undefined || one.name.trim() === '' ? [] : [{ role, name: one.name.trim() }]
  })
}

/** The first field that wants something before the form can be sent. */
export function missingIn(fields: readonly Field[], values: Values): Field | undefined {
  return fields.find(({ name, kind, isOptional, onlyIf }) => {
    if (isOptional || onlyIf?.(values) === false) return false
    if (kind === 'people') return rowsOfPeople(values[name]).every((one) => one.name.trim() === '')
    return kind === 'moment' ? instantOfLocal(textOf(values, name)) === undefined : textOf(values, name) === ''
  })
}
