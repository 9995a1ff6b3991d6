import { conditionTerms, factTerms } from '@bilezik/documents'
import { instantOf } from '../../http/parse-request.ts'
import { refuse } from '../../http/refusal.ts'
import type { AskedOf, Composed, Composer } from '../composer.ts'
import { deviceFound, missingOf, named, owed, participants } from '../parts.ts'
import type { KitDevice } from '../sources.ts'
import { chosen, damagesIn } from '../told-by-file.ts'

type Damage = ReturnType<typeof damagesIn>[number]
type Act = Composed<'damage-act'>

/** As asked, as it was claimed, or the value that the register knows: a sum that nobody named is not made up. */
function linesOf(damage: Damage, { lines }: AskedOf<'damage-act'>, device: KitDevice | undefined): Act['lines'] {
  if (lines) return lines
  if (damage.claim) return damage.claim.lines
  if (device === undefined || device.valueTenge === null) {
    return refuse('document-refused', {
      fields: [{ path: 'body.document.lines', message: 'the value of the device is not recorded' }],
    })
  }
  const what = `${device.model}, ${device.serial}`
  return [{ what, basis: factTerms.bookValue, quantity: 1, unitTenge: device.valueTenge }]
}

function findingOf({ finding }: Damage): Act['finding'] {
  if (!finding) return { kind: 'not-examined' }
  const { finding: kind, official, position, reasons, foundAt } = finding
  return { kind, official: `${official}, ${position}`, reasons, foundAt: instantOf(foundAt, 'foundAt') }
}

export const damageAct: Composer<'damage-act'> = {
  missing: (sources) =>
    missingOf([damagesIn(sources.file.events).length === 0, owed(sources, 'no-damage-recorded', '1369 §12', 'subdivision')]),
  compose: (sources, asked) => {
    const damage =
      chosen(damagesIn(sources.file.events), asked.entry) ??
      refuse('document-refused', { fields: [{ path: 'body.document.entry', message: 'no damage of this order' }] })
    const devices = named(sources, [damage.deviceId], 'entry')
    return {
      kind: 'damage-act',
      event: damage.kind,
      foundAt: instantOf(damage.foundAt, 'foundAt'),
      foundBy: damage.foundBy,
      circumstances: damage.circumstances,
      personStatement: damage.personStatement,
      devices: devices.map((device) => deviceFound(device, conditionTerms[damage.kind])),
      lines: linesOf(damage, asked, devices[0]),
      finding: findingOf(damage),
      annexes: asked.annexes,
      present: participants(asked.present),
    }
  },
}
