import { attendantCapacities, standings } from '@bilezik/domain'
import { choicesOf, fieldsOf } from '../changes/fields.ts'
import { type Choice, type Field, type Values } from '../changes/form-spec.ts'
import { peopleOf, peopleText, textOf } from '../changes/values.ts'
import { type Asked, type PaperContext, type PaperSpec } from './paper-spec.ts'

/** Those who stood by before stand in the form; of a minor somebody has to. */
export function attendants(context: PaperContext): { readonly field: Field; readonly initial: string } {
  const { t, told } = context
  const capacities = choicesOf(attendantCapacities, (one) => t(`fitting.capacity.${one as 'defender'}`))
  return {
    field: fieldsOf(context).people('present', t('papers.present'), capacities, {
      isOptional: told.isMinor !== true,
      ...(told.isMinor === true && { hint: t('papers.presentOfMinor') }),
    }),
    initial: peopleText(told.attendants.map(({ capacity, name }) => ({ role: capacity, name }))),
  }
}

export const presentOf = (values: Values) =>
  peopleOf(values, 'present', attendantCapacities).map(({ role, name }) => ({ capacity: role, name }))

/** One of several happenings of the order; nothing is asked where there is one alone. */
export function whichOf(context: PaperContext, label: string, all: readonly Choice[]): readonly Field[] {
  return all.length > 1 ? [fieldsOf(context).choice('entry', label, all)] : []
}

export const lastOf = (all: readonly Choice[]) => ({ entry: all.at(-1)?.value ?? '' })
export const entryOf = (values: Values) => {
  const entry = textOf(values, 'entry')
  return entry === '' ? {} : { entry: Number(entry) }
}

/** Who may sign a paper besides those that its kind names. */
const otherRoles = ['interpreter', 'witness', 'body-official', 'health-worker'] as const
/** A verdict in force makes somebody convicted, and then it is known. */
const preTrialStandings = standings.filter((one) => one !== 'convicted')

/** What every paper may say besides: where the person stands in the proceedings, where it is drawn up, who else signs. */
export function withCommon(context: PaperContext, spec: PaperSpec): PaperSpec {
  const { t, told } = context
  const { text, choice, people } = fieldsOf(context)
  const isOptional = { isOptional: true }
  const fields: readonly Field[] = [
    ...spec.fields,
    ...(told.isPreTrial
      ? [
          choice(
            'standing',
            t('papers.standing'),
            choicesOf(preTrialStandings, (one) => t(`papers.standings.${one as 'accused'}`)),
            { ...isOptional, hint: t('papers.standingHint') },
          ),
        ]
      : []),
    text('place', t('papers.place'), { ...isOptional, hint: t('papers.placeHint') }),
    people(
      'others',
      t('papers.others'),
      choicesOf(otherRoles, (one) => t(`papers.role.${one as 'witness'}`)),
      isOptional,
    ),
  ]
  const papers = (values: Values): readonly Asked[] => {
    const standing = preTrialStandings.find((one) => one === values['standing'])
    const place = textOf(values, 'place')
    const signatures = peopleOf(values, 'others', otherRoles)
    return spec.papers(values).map((paper) => ({
      ...paper,
      ...(standing !== undefined && { standing }),
      ...(place !== '' && { place }),
      ...(signatures.length > 0 && { signatures }),
    }))
  }
  return { fields, initial: spec.initial, papers }
}
