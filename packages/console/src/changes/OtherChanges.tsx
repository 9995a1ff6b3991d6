import { useTranslation } from 'react-i18next'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type Changes, type FormContext } from './form-spec.ts'
import classes from './changes.module.css'

interface OtherChangesProps {
  readonly changes: Changes
  readonly ruleName: FormContext['ruleName']
}

/** Versions of the conditions, proposals, circumstances and holders, each as a line. */
export function OtherChanges({ changes, ruleName }: OtherChangesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const at = (iso: string) => dateAndTime(Date.parse(iso), language)
  const varied = changes.variations.length > 0 ? changes.conditions : []
  const lines = [
    ...changes.variations.map(({ at: since, number, body, decidedOn }) =>
      t('changes.line.variation', { at: at(since), number, body, date: dateOn(decidedOn, language) }),
    ),
    ...varied.map(({ rule, version, from, until }) =>
      t('changes.line.condition', { rule: ruleName(rule), version, from: at(from), until: at(until) }),
    ),
    ...changes.proposals.map(({ at: on, proposal }) => t('changes.line.proposal', { at: at(on), proposal })),
    ...changes.circumstances.map(({ what, to, from, basis, by }) =>
      t('changes.line.circumstance', {
        what: t(`changes.circumstance.of.${what}`),
        to,
        from: dateOn(from, language),
        basis: t(`changes.circumstance.bases.${basis}`),
        by,
      }),
    ),
    ...changes.holders
      .slice(1)
      .map(({ name, from }) =>
        t('changes.line.holder', { name: name?.[language] ?? t('changes.line.otherHolder'), at: from === null ? '' : at(from) }),
      ),
  ]
  if (lines.length === 0) return null
  return (
    <ul className={classes['list']}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
