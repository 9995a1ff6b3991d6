import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { useCan } from '../session/use-session.ts'
import { RegisterItem } from './RegisterItem.tsx'
import classes from './equipment.module.css'
import { type EquipmentSearch, filtersOf } from './queries.ts'

/** What can be done with the register as a whole; what is exported is what the filters show. */
export function EquipmentActions({ search }: { readonly search: EquipmentSearch }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const canChange = useCan('device:change')
  const query = new URLSearchParams({ ...filtersOf(search), language })
  return (
    <div className={classes['actions']}>
      <Button component="a" variant="default" href={`/api/equipment-export?${query}`} download>
        {t('equipment.export')}
      </Button>
      {canChange && (
        <Button component={Link} to="/administration/equipment-import" variant="default">
          {t('equipment.import')}
        </Button>
      )}
      <RegisterItem />
    </div>
  )
}
