import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Obligation, type Permit } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { type PermitState, coversFromMs } from './permit-state.ts'
import { liftedTexts, recurringText } from './permit-text.ts'
import classes from './permits.module.css'

interface PermitLineProps {
  readonly permit: Permit
  readonly state: PermitState
  readonly obligations: readonly Obligation[]
  /** Absent where it cannot be revoked, or not by the reader. */
  readonly onRevoke?: () => void
}

/** When it holds, what it lifts, who gave it by which paper, and what it does not cover. */
export function PermitLine({ permit, state, obligations, onRevoke }: PermitLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(60_000)
  const at = (iso: string) => moment(Date.parse(iso), now, language)
  const recurring = recurringText(permit, t)
  const isLate = Date.parse(permit.givenAt) > Date.parse(permit.from)
  return (
    <li className={classes['permit']} data-state={state}>
      <span className={classes['kind']}>{t(`permits.kind.${permit.kind}`)}</span>
      <span className={classes['state']}>{t(`permits.state.${state}`)}</span>
      <span className={classes['times']}>{t('permits.span', { from: at(permit.from), until: at(permit.until) })}</span>
      {recurring !== undefined && <span className={classes['times']}>{t('permits.onlyIn', { hours: recurring })}</span>}
      {isLate && (
        <span className={classes['late']}>{t('permits.late', { time: moment(coversFromMs(permit), now, language) })}</span>
      )}
      {permit.revokedAt !== null && (
        <span className={classes['times']}>
          {t('permits.revoked', { time: at(permit.revokedAt), reason: permit.revokedReason ?? '–' })}
        </span>
      )}
      <ul className={classes['lifted']} aria-label={t('permits.lifts')}>
        {liftedTexts(permit, obligations, t, language).map((text, i) => (
          <li key={permit.lineageIds[i]}>{text}</li>
        ))}
      </ul>
      <span className={classes['basis']}>
        {t('permits.basis', { time: at(permit.givenAt), by: permit.givenBy, number: permit.documentNumber })}
      </span>
      {onRevoke && (
        <Button variant="default" size="compact-xs" className={classes['revoke'] ?? ''} onClick={onRevoke}>
          {t('permits.revoke')}
        </Button>
      )}
    </li>
  )
}
