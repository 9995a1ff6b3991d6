import { useTranslation } from 'react-i18next'
import { type PersonDetail } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { age } from '../format/duration.ts'
import { distance, percent } from '../format/number.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './facts.module.css'
import { notWatchedText } from './not-watched-text.ts'

interface StatusFactsProps {
  readonly person: PersonDetail
  /** Whether the page says elsewhere that nothing is known. */
  readonly isBlindnessTold?: boolean
}

/** Device, charge, contact, position and phone: what one asks before calling. */
export function StatusFacts({ person, isBlindnessTold = false }: StatusFactsProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow(10_000)
  const { status } = person
  const worn = person.kit.find((device) => device.role === 'worn') ?? person.kit[0]
  const ageOf = (iso: string) => t('time.ago', { age: age(now - Date.parse(iso), language) })
  const battery =
    !status || status.batteryPercent === null
      ? t('app.unknown')
      : [percent(status.batteryPercent, language), status.isCharging && t('person.charging')]
          .filter(Boolean)
          .join(t('app.listSeparator'))
  const knowledge = status?.knowledge
  const notWatched = notWatchedText(person, now, t, language)
  const blindness =
    notWatched ??
    (knowledge?.kind === 'blind'
      ? `${t('person.blind', { cause: t(`because.${knowledge.because}`) })}, ${t('time.since', { time: moment(Date.parse(knowledge.since), now, language) })}`
      : null)
  const fix = status?.fix
  return (
    <dl className={classes['facts']}>
      <div>
        <dt>{t('person.device')}</dt>
        <dd>{worn ? `${worn.model} (${t(`deviceRole.${worn.role}`)}), ${worn.identifier}` : t('person.noDevice')}</dd>
      </div>
      <div>
        <dt>{t('person.battery')}</dt>
        <dd>{battery}</dd>
      </div>
      <div>
        <dt>{t('person.contact')}</dt>
        <dd>{status?.contactAt ? ageOf(status.contactAt) : t('time.never')}</dd>
      </div>
      {fix && (
        <div>
          <dt>{t('person.position')}</dt>
          <dd>
            {[
              ageOf(fix.at),
              fix.accuracyMetres !== null && t('person.accuracy', { metres: distance(fix.accuracyMetres, language) }),
            ]
              .filter(Boolean)
              .join(t('app.listSeparator'))}
          </dd>
        </div>
      )}
      {blindness !== null && !isBlindnessTold && (
        <div data-blind="">
          <dt>{t('person.watch')}</dt>
          <dd>{blindness}</dd>
        </div>
      )}
      <div>
        <dt>{t('person.phone')}</dt>
        <dd>
          {person.phone === null ? (
            t('person.phoneNone')
          ) : (
            <a href={`tel:${person.phone.replace(/[^+\d]/g, '')}`}>{person.phone}</a>
          )}
        </dd>
      </div>
    </dl>
  )
}
