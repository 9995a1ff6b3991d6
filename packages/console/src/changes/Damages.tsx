import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { tenge } from '../format/number.ts'
import { dateAndTime, dateOn } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { claimForm, findingForm, settleForm } from './damage-forms.ts'
import { type Changes, type FormContext, type FormSpec } from './form-spec.ts'
import classes from './changes.module.css'

type Damage = Changes['damages'][number]

/** What comes next of a damage: a finding first; a claim where intent was found; then what becomes of it. */
function formsOf(context: FormContext, damage: Damage): FormSpec[] {
  const { claim, finding } = damage
  if (claim && claim.state !== 'refused') return claim.state === 'paid' ? [] : [settleForm(context, damage)]
  return [findingForm(context, damage), ...(finding?.finding === 'intentional' ? [claimForm(context, damage)] : [])]
}

interface DamagesProps {
  readonly context: FormContext
  readonly button: (spec: FormSpec) => ReactNode
}

export function Damages({ context, button }: DamagesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { damages } = context.changes
  if (damages.length === 0) return null
  return (
    <ul className={classes['list']}>
      {damages.map((damage) => (
        <li key={damage.damage}>
          <b>{t(`changes.damage.kinds.${damage.kind}`)}</b>: {damage.device}, {dateAndTime(Date.parse(damage.foundAt), language)}.{' '}
          {t('changes.damage.act', { number: damage.actNumber, date: dateOn(damage.actOn, language) })}
          <br />
          {damage.circumstances}
          <br />
          {damage.finding
            ? t('changes.finding.line', {
                finding: t(`changes.finding.of.${damage.finding.finding}`),
                official: damage.finding.official,
                position: damage.finding.position,
              })
            : t('changes.finding.none')}
          {damage.claim && (
            <>
              <br />
              {t('changes.claim.line', {
                total: tenge(damage.claim.totalTenge, language),
                state: t(`changes.claimState.${damage.claim.state}`),
                paid: tenge(damage.claim.paidTenge, language),
              })}
            </>
          )}
          <div className={classes['actions']}>{formsOf(context, damage).map(button)}</div>
        </li>
      ))}
    </ul>
  )
}
