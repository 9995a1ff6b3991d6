import type { Act } from './act.ts'
import { command } from './command.ts'
import { outage } from './outage.ts'
import { strap } from './strap.ts'
import { arrival, battery, observation } from './watching.ts'
import { withholding } from './withholding.ts'

/** In this order: the rhythm that is seen first tells how long the rest must take. */
export const acts: readonly Act[] = [arrival, observation, withholding, strap, command, outage, battery]
