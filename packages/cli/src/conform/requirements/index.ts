import { acknowledgement } from './acknowledgement.ts'
import { backlog } from './backlog.ts'
import { battery } from './battery.ts'
import { clock } from './clock.ts'
import { commands } from './commands.ts'
import { integrity } from './integrity.ts'
import { login } from './login.ts'
import { reconnect } from './reconnect.ts'
import { reporting } from './reporting.ts'
import type { Requirement } from './requirement.ts'
import { wear } from './wear.ts'

/** What is asked of every device, in the order of the report. */
export const requirements: readonly Requirement[] = [
  login,
  integrity,
  reporting,
  clock,
  acknowledgement,
  backlog,
  reconnect,
  wear,
  battery,
  commands,
]
