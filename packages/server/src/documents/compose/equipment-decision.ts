import type { BodyOf, api } from '@bilezik/contract'
import { equipmentTerms, factTerms, obligationWords, roleOfClass } from '@bilezik/documents'
import type { Localised, Rule } from '@bilezik/domain'
import { adoptedTermOf } from '../../orders/steps/adopted.ts'
import type { Composer } from '../composer.ts'
import { known, lastStep, missingOf, owed } from '../parts.ts'
import type { Sources } from '../sources.ts'

function circumstancesOf(sources: Sources): { what: Localised; finding: string | Localised }[] {
  const { residence, concealment } = sources.facts
  const told = (['placesVisited', 'waysOfMoving', 'health', 'maritalStatus', 'lifestyle'] as const).map((fact) => ({
    what: factTerms[fact],
    finding: known(concealment)[fact],
  }))
  const duties = lastStep(sources, 'adopt') ? adoptedTermOf(sources.file).rules.map((rule) => obligationWords(rule as Rule)) : []
  const joined = (language: keyof Localised) => duties.map((duty) => duty[language]).join('\n')
  return [
    ...(duties.length > 0
      ? [{ what: factTerms.obligations, finding: { kk: joined('kk'), ru: joined('ru'), en: joined('en') } }]
      : []),
    ...(residence ? [{ what: factTerms.residence, finding: residence.address }] : []),
    ...told,
  ]
}

export const equipmentDecision: Composer<'equipment-decision'> = {
  isHeadOnly: true,
  missing: (sources) =>
    missingOf(
      [lastStep(sources, 'decide-equipment') === undefined, owed(sources, 'equipment-not-decided', '1369 §16', 'head')],
      [sources.facts.concealment === null, owed(sources, 'concealment-not-recorded', '1369 §13', 'subdivision')],
    ),
  compose: (sources) => {
    const decided = known(lastStep(sources, 'decide-equipment'))
    // It passed the contract when it was written.
    const { equipment, reasons, isVibrationOnly } = decided.body as unknown as BodyOf<typeof api.decideEquipment>
    return {
      kind: 'equipment-decision',
      decidedBy: sources.authors.get(decided.sequence) ?? sources.author.name,
      decidedAt: decided.at,
      circumstances: circumstancesOf(sources),
      concealment: known(sources.facts.concealment).measures,
      decided: equipment.map((name) => ({
        name: equipmentTerms[name],
        role: roleOfClass[name],
        because: isVibrationOnly ? factTerms.vibrates : factTerms.byHead,
      })),
      reasons,
    }
  },
}
