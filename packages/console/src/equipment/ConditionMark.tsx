import { type EquipmentCondition } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import classes from './equipment.module.css'

/** The word, marked where a piece cannot be given to anybody. */
export function ConditionMark({ condition }: { readonly condition: EquipmentCondition }) {
  const { t } = useTranslation()
  return (
    <span className={classes['condition']} data-condition={condition}>
      {t(`equipment.condition.${condition}`)}
    </span>
  )
}
