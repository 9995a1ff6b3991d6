import { languages } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { type Answer, type CallOptions, call } from '../api/client.ts'
import { type FormSpec, type Values } from '../changes/form-spec.ts'
import { textOf } from '../changes/values.ts'

export type Identity = Answer<'listCorrections'>['current']
type Change = CallOptions<'correctPerson'>['body']['change']

/** What is typed where it differs; of the number, which is shown masked, what is typed at all. */
function changeOf(values: Values, { iinMasked: _, ...current }: Identity): Change {
  const typed = {
    familyName: textOf(values, 'familyName'),
    givenName: textOf(values, 'givenName'),
    patronymic: textOf(values, 'patronymic') || null,
    birthOn: textOf(values, 'birthOn') || null,
    phone: textOf(values, 'phone') || null,
    language: languages.find((one) => one === values['language']) ?? current.language,
  }
  const names = Object.keys(typed) as (keyof typeof typed)[]
  const iin = textOf(values, 'iin').replaceAll(' ', '')
  return {
    ...Object.fromEntries(names.filter((name) => typed[name] !== current[name]).map((name) => [name, typed[name]])),
    ...(iin !== '' && { iin }),
  }
}

/** Data of a person corrected, with the reason: what stood before is kept, and papers issued before keep it. */
export function correctionForm(personId: string, current: Identity, t: TFunction): FormSpec {
  const optional = { isOptional: true } as const
  return {
    title: t('identity.correct'),
    reread: t('identity.reread'),
    permission: 'person:change',
    fields: [
      { name: 'familyName', label: t('intake.person.familyName'), kind: 'text' },
      { name: 'givenName', label: t('intake.person.givenName'), kind: 'text' },
      { name: 'patronymic', label: t('intake.person.patronymic'), kind: 'text', ...optional },
      { name: 'birthOn', label: t('intake.person.birthOn'), kind: 'date', ...optional },
      {
        name: 'iin',
        label: t('identity.newIin'),
        kind: 'text',
        hint: t('identity.iinHint', { iin: current.iinMasked ?? t('app.unknown') }),
        ...optional,
      },
      { name: 'phone', label: t('intake.person.phone'), kind: 'text', ...optional },
      {
        name: 'language',
        label: t('intake.person.language'),
        kind: 'choice',
        choices: languages.map((value) => ({ value, label: t(`language.${value}`) })),
      },
      { name: 'reason', label: t('identity.reason'), kind: 'long' },
    ],
    initial: {
      familyName: current.familyName,
      givenName: current.givenName,
      patronymic: current.patronymic ?? '',
      birthOn: current.birthOn ?? '',
      phone: current.phone ?? '',
      language: current.language,
    },
    send: (values) =>
      call('correctPerson', {
        params: { personId },
        body: { change: changeOf(values, current), reason: textOf(values, 'reason') },
      }),
  }
}
