import { RegisterItem } from './RegisterItem.tsx'
import classes from './equipment.module.css'

/** What can be done with the register as a whole. */
export function EquipmentActions() {
  return (
    <div className={classes['actions']}>
      <RegisterItem />
    </div>
  )
}
