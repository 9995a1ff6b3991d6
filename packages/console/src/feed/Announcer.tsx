import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { announcements } from './announcements.ts'

/** Tells a screen reader of new critical incidents, politely. */
export function Announcer() {
  const { t } = useTranslation()
  const { incidents } = useSyncExternalStore(announcements.subscribe, announcements.current)
  const [only] = incidents
  const text =
    incidents.length === 1 && only
      ? t('queue.announceCritical', { headline: t(`alert.${only.headline}`), person: only.person.name })
      : incidents.length > 1
        ? t('queue.announceMany', { count: incidents.length })
        : ''
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {text}
    </div>
  )
}
