import { useTranslation } from 'react-i18next'
import { type PersonDetail } from '../api/queries.ts'
import { useNow } from '../feed/live.ts'
import { age } from '../format/duration.ts'
import { percent } from '../format/number.ts'
import { moment } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './facts.module.css'

/** Device, charge, contact and phone: what one asks before calling. */
export function StatusFacts({ person }: { readonly person: PersonDetail }) {
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
      {knowledge?.kind === 'blind' && (
        <div data-blind="">
          <dt>{t('person.position')}</dt>
          <dd>
            {t('person.blind', { cause: t(`because.${knowledge.because}`) })},{' '}
            {t('time.since', { time: moment(Date.parse(knowledge.since), now, language) })}
          </dd>
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
