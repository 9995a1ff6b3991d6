import { attendantCapacities } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { FormField } from '../changes/FormField.tsx'
import { choicesOf } from '../changes/fields.ts'
import { type Field } from '../changes/form-spec.ts'
import { type VariationDraft } from './variation-draft.ts'
import classes from './variation.module.css'

interface DecisionFieldsProps {
  readonly draft: VariationDraft
  readonly isMinor: boolean
  readonly onChange: (part: Partial<VariationDraft>) => void
}

type Name = Exclude<keyof VariationDraft, 'rules'>
type NamedField = Field & { readonly name: Name }

/** By which decision, from when, to which end; of a minor who stood by as it was explained. */
export function DecisionFields({ draft, isMinor, onChange }: DecisionFieldsProps) {
  const { t } = useTranslation()
  const groups: readonly { readonly title: string; readonly fields: readonly NamedField[] }[] = [
    {
      title: t('variation.decision'),
      fields: [
        { name: 'number', label: t('changes.vary.number'), kind: 'text' },
        { name: 'decidedOn', label: t('changes.vary.decidedOn'), kind: 'date' },
        {
          name: 'decidedHour',
          label: t('changes.vary.decidedHour'),
          kind: 'text',
          isOptional: true,
          hint: t('changes.vary.hourHint'),
        },
        { name: 'body', label: t('changes.vary.body'), kind: 'text' },
        { name: 'official', label: t('changes.official'), kind: 'text' },
      ],
    },
    {
      title: t('variation.validity'),
      fields: [
        {
          name: 'effectiveAt',
          label: t('changes.vary.effectiveAt'),
          kind: 'moment',
          isOptional: true,
          hint: t('variation.atOnce'),
        },
        {
          name: 'termUntil',
          label: t('changes.vary.termUntil'),
          kind: 'moment',
          isOptional: true,
          hint: t('variation.termStays'),
        },
        { name: 'note', label: t('changes.note'), kind: 'long', isOptional: true },
      ],
    },
  ]
  const capacities = choicesOf(attendantCapacities, (one) => t(`fitting.capacity.${one as 'defender'}`))
  const explained: readonly NamedField[] = isMinor
    ? [
        { name: 'attendant', label: t('fitting.attendant'), kind: 'text' },
        { name: 'capacity', label: t('fitting.capacityLabel'), kind: 'choice', choices: capacities },
      ]
    : []
  const all = explained.length === 0 ? groups : [...groups, { title: t('variation.explained'), fields: explained }]
  return all.map(({ title, fields }) => (
    <fieldset key={title} className={classes['group']}>
      <legend>{title}</legend>
      {fields.map((field) => (
        <FormField
          key={field.name}
          field={field}
          isFirst={false}
          value={draft[field.name]}
          error={null}
          onChange={(value) => onChange({ [field.name]: value })}
        />
      ))}
    </fieldset>
  ))
}
