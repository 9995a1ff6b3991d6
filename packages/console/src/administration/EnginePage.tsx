import { useTranslation } from 'react-i18next'
import { usePageTitle } from '../app/use-page-title.ts'
import { useCan } from '../session/use-session.ts'
import { EngineDifferences } from './EngineDifferences.tsx'
import { EngineFaults } from './EngineFaults.tsx'
import classes from './engine.module.css'

/** Where the engine itself fell short: whom it could not watch, and what a newer version of it judges otherwise. */
export function EnginePage() {
  const { t } = useTranslation()
  const seesDifferences = useCan('difference:read')
  usePageTitle(t('oversight.title'))
  return (
    <div className={classes['page']}>
      <h1>{t('oversight.title')}</h1>
      <EngineFaults />
      {seesDifferences && <EngineDifferences />}
    </div>
  )
}
