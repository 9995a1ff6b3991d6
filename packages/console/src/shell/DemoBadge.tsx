import { useTranslation } from 'react-i18next'
import { useIsDemo } from '../session/use-session.ts'
import classes from './shell.module.css'

export function DemoBadge() {
  const { t } = useTranslation()
  if (!useIsDemo()) return null
  return (
    <strong className={classes['demo']} title={t('app.demoHint')}>
      {t('app.demo')}
    </strong>
  )
}
