import type { ScopedTransaction } from '@bilezik/database'
import { type EquipmentClass, type Instant, equipmentClasses, isoInstant } from '@bilezik/domain'
import { type Proposal, proposeEquipment } from '@bilezik/law'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { type CaseFile, loadCaseFile } from '../intake/case-events.ts'
import { factsOf } from '../intake/facts-of.ts'
import { isMinor } from '../intake/order-facts.ts'
import { adoptedTermOf } from '../orders/steps/adopted.ts'
import { classesListedAt } from './types-list.ts'

/** Of an order that was adopted: from its obligations, and from what was recorded of the person and the residence. */
export function proposalOf(file: CaseFile, now: Instant): Proposal {
  const facts = factsOf(file.events)
  const { rules, isConcealed } = adoptedTermOf(file)
  return proposeEquipment({
    rules: rules.map(({ kind }) => kind),
    power: facts.feasibility?.power ?? null,
    coverage: facts.feasibility?.coverage ?? null,
    considerations: facts.feasibility?.considerations ?? [],
    isMinor: isMinor(file, facts, now) ?? false,
    isConcealmentWaived: !isConcealed,
  })
}

async function freeByClass(tx: ScopedTransaction, organisationId: string, now: Instant) {
  const rows = await tx
    .selectFrom('devices as d')
    .select(['d.class', sql<number>`count(*)`.as('free')])
    .where('d.organisation_id', '=', organisationId)
    .where('d.condition', '=', 'serviceable')
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM kit_devices k WHERE k.device_id = d.id AND k.during @> ${isoInstant(now)}::timestamptz)`,
    )
    .groupBy('d.class')
    .execute()
  return new Map<EquipmentClass | null, number>(rows.map((row) => [row.class, row.free]))
}

export const getEquipmentProposal: Handler<'getEquipmentProposal'> = async ({ tx, params, now }) => {
  const file = await loadCaseFile(tx, params.orderId)
  if (!file.events.some(({ kind }) => kind === 'adopt')) refuse('step-not-allowed', { detail: file.state })
  const { proposed, concerns, isVibrationOnly } = proposalOf(file, now)
  const listed = await classesListedAt(tx, now)
  const free = await freeByClass(tx, file.organisationId, now)
  const { concealment, feasibility } = factsOf(file.events)
  return {
    isVibrationOnly,
    concerns: [...concerns],
    classes: equipmentClasses.map((equipmentClass) => {
      const found = proposed.find((one) => one.equipmentClass === equipmentClass)
      return {
        equipmentClass,
        isProposed: found !== undefined,
        reasons: [...(found?.reasons ?? [])],
        isListed: listed.has(equipmentClass),
        free: free.get(equipmentClass) ?? 0,
      }
    }),
    considered: { concealment, feasibility },
  }
}
