import { languages } from '@bilezik/domain'
import { call } from '../api/client.ts'
import { fieldsOf } from '../changes/fields.ts'
import { type FormContext, type FormSpec } from '../changes/form-spec.ts'
import { choiceOf, textOf } from '../changes/values.ts'

/** Obligations to keep away from somebody, which alone protect a person: those that stand already. */
export function protectingOf({ changes }: FormContext) {
  return changes.binding.flatMap(({ lineageId, rule }) =>
    rule.kind === 'distance' && lineageId !== null ? [{ lineageId, rule }] : [],
  )
}

/** Whoever applied because of a threat becomes the person whom an obligation protects, and who is warned by telephone. */
export function applicantForm(context: FormContext, applicant: string): FormSpec {
  const { t, file, ruleName } = context
  const { text, choice } = fieldsOf(context)
  const protecting = protectingOf(context)
  return {
    title: t('identity.protect', { name: applicant }),
    reread: t('identity.protectReread'),
    permission: 'order:change',
    fields: [
      choice(
        'lineageId',
        t('identity.obligation'),
        protecting.map(({ lineageId, rule }) => ({ value: lineageId, label: ruleName(rule) })),
      ),
      text('name', t('identity.protectedName')),
      text('phone', t('intake.person.phone'), { hint: t('identity.phoneHint') }),
      choice(
        'language',
        t('intake.person.language'),
        languages.map((value) => ({ value, label: t(`language.${value}`) })),
      ),
    ],
    initial: { name: applicant, ...(protecting.length === 1 && { lineageId: protecting[0]?.lineageId ?? '' }) },
    send: (values) =>
      call('addProtectedPerson', {
        params: { orderId: file.id },
        body: {
          lineageId: textOf(values, 'lineageId'),
          name: textOf(values, 'name'),
          phone: textOf(values, 'phone'),
          language: choiceOf(values, 'language', languages),
          applicant,
        },
      }),
  }
}
