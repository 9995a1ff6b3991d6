import type { BodyOf, api } from '@bilezik/contract'
import { type EndGround, endGrounds, factTerms } from '@bilezik/documents'
import { type Localised } from '@bilezik/domain'
import { refuse } from '../../http/refusal.ts'
import type { AskedOf, Composer } from '../composer.ts'
import { known, lastStep, missingOf, noDevice, owed, paperDevice, participants, pastInstant, wornNow } from '../parts.ts'
import type { Sources } from '../sources.ts'

type Fitting = BodyOf<typeof api.recordFitting>

function checksOf({ facts: { selfTest } }: Sources): { what: Localised; outcome: string | Localised }[] {
  if (!selfTest) return []
  const told = (isSo: boolean) => (isSo ? factTerms.passed : factTerms.notPassed)
  const { batteryPercent } = selfTest
  return [
    { what: factTerms.firstFix, outcome: told(selfTest.hasFix) },
    { what: factTerms.contact, outcome: told(selfTest.hasContact) },
    { what: factTerms.strap, outcome: selfTest.isStrapClosed ? factTerms.closed : factTerms.notClosed },
    ...(batteryPercent === null ? [] : [{ what: factTerms.battery, outcome: `${batteryPercent} %` }]),
  ]
}

export function endGroundOf(ground: string): EndGround {
  return (
    endGrounds.find((one) => one === ground) ??
    refuse('document-refused', { fields: [{ path: 'body.document.occasion.ground', message: 'not on the closed list' }] })
  )
}

function occasionOf({ occasion }: AskedOf<'handover-act'>) {
  return occasion.kind === 'removal' ? { kind: 'removal' as const, ground: endGroundOf(occasion.ground) } : occasion
}

/** Of a removal: what was taken back last; of everything else: what is worn. */
function devicesOf(sources: Sources, kind: string) {
  const worn = wornNow(sources)
  if (kind !== 'removal' || worn.length > 0) return worn
  const last = Math.max(...sources.kit.map(({ returnedAt }) => returnedAt ?? 0))
  return sources.kit.filter(({ returnedAt }) => returnedAt === last)
}

export const handoverAct: Composer<'handover-act'> = {
  missing: (sources) =>
    missingOf(
      [
        lastStep(sources, 'fit') === undefined && !sources.known.isDeviceOut,
        owed(sources, 'not-fitted', '1369 §7(1)', 'subdivision'),
      ],
      [sources.kit.length === 0, noDevice],
    ),
  occasion: ({ occasion }) => ({
    handover: occasion.kind,
    ...(occasion.kind === 'removal' && { closingGround: occasion.ground }),
  }),
  compose: (sources, asked) => {
    const { occasion, present, remarks } = asked
    const fitted = occasion.kind === 'fitting' ? lastStep(sources, 'fit') : undefined
    // It passed the contract when it was written.
    const attendants = fitted ? (fitted.body as unknown as Fitting).attendants : []
    const officer = fitted ? (sources.authors.get(fitted.sequence) ?? sources.author.name) : sources.author.name
    const isRemoval = occasion.kind === 'removal'
    return {
      kind: 'handover-act',
      occasion: occasionOf(asked),
      heldAt: fitted?.at ?? pastInstant(asked.heldAt, 'heldAt', sources),
      handedOverBy: isRemoval ? sources.person.fullName : officer,
      receivedBy: isRemoval ? officer : sources.person.fullName,
      devices: known(devicesOf(sources, occasion.kind)).map(paperDevice),
      checks: isRemoval ? [] : checksOf(sources),
      concealment: isRemoval ? null : (sources.facts.concealment?.measures ?? null),
      present: participants([...attendants, ...present.filter(({ name }) => !attendants.some((one) => one.name === name))]),
      remarks,
    }
  },
}
