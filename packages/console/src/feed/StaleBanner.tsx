import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { age } from '../format/duration.ts'
import { clockWithSeconds } from '../format/time.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './feed.module.css'
import { type Ages, agesAt } from './feed-store.ts'
import { feedStore, serverNowMs } from './live.ts'

function look(): Ages {
  return agesAt(feedStore.link(), performance.now())
}

/** Says that what is shown is old before anyone trusts it. */
export function StaleBanner() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [ages, setAges] = useState(look)
  useEffect(() => {
    const timer = setInterval(() => setAges(look()), 1_000)
    return () => clearInterval(timer)
  }, [])
  const ageMs = ages.stale === 'feed' ? ages.feedMs : (ages.engineMs ?? 0)
  const since = clockWithSeconds(serverNowMs() - ageMs)
  return (
    <>
      {ages.stale && (
        <p className={classes['stale']} data-testid="stale-banner">
          {t(ages.stale === 'feed' ? 'link.feedStale' : 'link.engineStale', { time: since, age: age(ageMs, language) })}
        </p>
      )}
      {/* Read aloud once, when it begins; the ticking text above is for the eye. */}
      <p className="visually-hidden" role="alert">
        {ages.stale && t('link.staleAnnounced')}
      </p>
    </>
  )
}
