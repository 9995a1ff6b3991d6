import { leaveKinds, territoryLevels } from '@bilezik/domain'
import { type Support, supportOf, supportOfTerritory } from '@bilezik/law'
import type { Handler } from '../http/implement.ts'
import { unsupportedBy } from './require-rules.ts'

const kinds = ['curfew', 'exclusion', 'distance', 'device-care', 'contact'] as const

function supportAnswer(support: Support | undefined) {
  if (!support) return null
  const provision = support.kind === 'policy' ? undefined : support.provision
  return { kind: support.kind, citation: provision?.citation ?? null, needsLawyer: provision?.needsLawyer ?? null }
}

/** The law's own table, for the form in which the obligations are entered: nobody types for nothing what will be refused. */
export const getRuleSupport: Handler<'getRuleSupport'> = async ({ query: { regime } }) => ({
  kinds: kinds.map((kind) => ({ kind, support: supportAnswer(supportOf(regime, kind)) })),
  territories: territoryLevels.flatMap((level) =>
    leaveKinds.map((leave) => ({ level, leave, support: supportAnswer(supportOfTerritory(regime, level, leave)) })),
  ),
  unsupported: { citation: unsupportedBy(regime) },
})
