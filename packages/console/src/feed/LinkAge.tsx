import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { decimal } from '../format/number.ts'
import { useLanguage } from '../i18n/use-language.ts'
import classes from './feed.module.css'
import { agesAt } from './feed-store.ts'
import { feedStore } from './live.ts'

/** Ages of the link, twice a second: the smallest component that can tick, so that nothing else does. */
export function LinkAge() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [ages, setAges] = useState(() => agesAt(feedStore.link(), performance.now()))
  const [isWaiting, setIsWaiting] = useState(true)
  useEffect(() => {
    const look = () => {
      const link = feedStore.link()
      setAges(agesAt(link, performance.now()))
      setIsWaiting(link.heardAtMs === null)
    }
    const timer = setInterval(look, 500)
    return () => clearInterval(timer)
  }, [])
  const shown = (ms: number | null) =>
    ms === null ? t('link.waiting') : t('link.seconds', { value: decimal(ms / 1_000, language, ms < 9_950 ? 1 : 0) })
  return (
    <dl className={classes['link']} aria-label={t('link.label')} data-stale={ages.stale ?? undefined}>
      <div data-stale={ages.stale === 'feed' || undefined}>
        <dt>{t('link.feed')}</dt>
        <dd>{shown(isWaiting ? null : ages.feedMs)}</dd>
      </div>
      <div data-stale={ages.stale === 'engine' || undefined}>
        <dt>{t('link.engine')}</dt>
        <dd>{shown(ages.engineMs)}</dd>
      </div>
    </dl>
  )
}
