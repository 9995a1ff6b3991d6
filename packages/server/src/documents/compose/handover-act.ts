import type { BodyOf, api } from '@bilezik/contract'
import { type EndGround, endGrounds, factTerms } from '@bilezik/documents'
import { type Localised } from '@bilezik/domain'
import { refuse } from '../../http/refusal.ts'
import type { AskedOf, Composed, Composer } from '../composer.ts'
import { known, lastStep, missingOf, noDevice, owed, paperDevice, participants, pastInstant, wornNow } from '../parts.ts'
import type { Sources } from '../sources.ts'
import { chosen, happened, transfersOf, wasReplaced } from '../told-by-file.ts'

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

type Occasion = Composed<'handover-act'>['occasion']

function transferOf({ file }: Sources, entry: number | undefined) {
  return (
    chosen(transfersOf(file.events), entry) ??
    refuse('document-refused', { fields: [{ path: 'body.document.occasion.entry', message: 'no hand-over to another body' }] })
  )
}

function removalGround({ file }: Sources, ground: string | undefined): string | undefined {
  return ground ?? happened(file.events, 'close').at(-1)?.body.ground
}

function occasionOf(sources: Sources, { occasion }: AskedOf<'handover-act'>): Occasion {
  if (occasion.kind === 'removal') {
    return { kind: 'removal', ground: endGroundOf(removalGround(sources, occasion.ground) ?? '') }
  }
  if (occasion.kind === 'fitting') return occasion
  const { because, receivingBody } = transferOf(sources, occasion.entry)
  return { kind: 'transfer', because, receivingBody }
}

/** Of a removal: what was taken back last, but for what another took the place of; of everything else: what is worn. */
function devicesOf(sources: Sources, kind: string) {
  const worn = wornNow(sources)
  if (kind !== 'removal' || worn.length > 0) return worn
  const kit = sources.kit.filter(({ deviceId, returnedAt }) => !wasReplaced(sources.file.events, deviceId, returnedAt))
  const last = Math.max(...kit.map(({ returnedAt }) => returnedAt ?? 0))
  return kit.filter(({ returnedAt }) => returnedAt === last)
}

/** Where it is recorded, when it was held and who stood by. */
function recordedOf(sources: Sources, { occasion }: AskedOf<'handover-act'>) {
  const fit = lastStep(sources, 'fit')
  if (occasion.kind === 'fitting' && fit) {
    // It passed the contract when it was written.
    return { at: fit.at, entry: fit.sequence, attendants: (fit.body as unknown as Fitting).attendants }
  }
  if (occasion.kind === 'transfer') return transferOf(sources, occasion.entry)
  const closed = happened(sources.file.events, 'close').at(-1)
  return occasion.kind === 'removal' && closed ? { at: closed.at, entry: closed.entry, attendants: [] } : undefined
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
  occasion: ({ occasion }, sources) => {
    const ground = occasion.kind === 'removal' ? removalGround(sources, occasion.ground) : undefined
    return { handover: occasion.kind, ...(ground !== undefined && { closingGround: ground }) }
  },
  compose: (sources, asked) => {
    const { occasion, present, remarks } = asked
    const recorded = recordedOf(sources, asked)
    const attendants = recorded?.attendants ?? []
    const officer = (recorded && sources.authors.get(recorded.entry)) ?? sources.author.name
    const isRemoval = occasion.kind === 'removal'
    return {
      kind: 'handover-act',
      occasion: occasionOf(sources, asked),
      heldAt: asked.heldAt === undefined && recorded ? recorded.at : pastInstant(asked.heldAt, 'heldAt', sources),
      handedOverBy: isRemoval ? sources.person.fullName : officer,
      receivedBy: isRemoval ? officer : sources.person.fullName,
      devices: known(devicesOf(sources, occasion.kind)).map(paperDevice),
      checks: occasion.kind === 'fitting' ? checksOf(sources) : [],
      concealment: isRemoval ? null : (sources.facts.concealment?.measures ?? null),
      present: participants([...attendants, ...present.filter(({ name }) => !attendants.some((one) => one.name === name))]),
      remarks,
    }
  },
}
