import { type Choice, type Field, type FormContext } from './form-spec.ts'

/** The fields that several forms share. */
export function fieldsOf({ t }: Pick<FormContext, 't'>) {
  const labelled =
    (kind: Field['kind']) =>
    (name: string, label: string, more: Partial<Field> = {}): Field => ({
      name,
      label,
      kind,
      ...more,
    })
  return {
    text: labelled('text'),
    long: labelled('long'),
    moment: labelled('moment'),
    date: labelled('date'),
    number: labelled('number'),
    choice: (name: string, label: string, choices: readonly Choice[], more: Partial<Field> = {}): Field => ({
      name,
      label,
      kind: 'choice',
      choices,
      ...more,
    }),
    several: (name: string, label: string, choices: readonly Choice[], more: Partial<Field> = {}): Field => ({
      name,
      label,
      kind: 'several',
      choices,
      ...more,
    }),
    people: (name: string, label: string, choices: readonly Choice[], more: Partial<Field> = {}): Field => ({
      name,
      label,
      kind: 'people',
      choices,
      ...more,
    }),
    note: { name: 'note', label: t('changes.note'), kind: 'long', isOptional: true } satisfies Field,
  }
}

/** The words of a closed list as choices. */
export function choicesOf(values: readonly string[], wordOf: (value: string) => string): Choice[] {
  return values.map((value) => ({ value, label: wordOf(value) }))
}
