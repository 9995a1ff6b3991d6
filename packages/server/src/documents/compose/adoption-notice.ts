import { factTerms, obligationWords } from '@bilezik/documents'
import { type Localised, type Rule, citationOf } from '@bilezik/domain'
import { supportOfRule } from '@bilezik/law'
import type { BodyOf, api } from '@bilezik/contract'
import type { Composer } from '../composer.ts'
import { known, lastStep, missingOf, owed } from '../parts.ts'
import type { Sources } from '../sources.ts'

/** In the words of the provision that supports it; an obligation of the decision alone rests on the decision. */
function basisOf({ known: { regime } }: Sources, rule: Rule): string | Localised {
  const support = supportOfRule(regime, rule)
  if (support === undefined || support.kind === 'policy') return factTerms.ownRule
  return citationOf(support.provision.citation).words
}

export const adoptionNotice: Composer<'adoption-notice'> = {
  missing: (sources) =>
    missingOf([lastStep(sources, 'adopt') === undefined, owed(sources, 'not-adopted', '1369 §7(4)', 'subdivision')]),
  compose: (sources, asked) => {
    const adopted = known(lastStep(sources, 'adopt'))
    // It passed the contract when it was written.
    const { registrationNumber, rules } = adopted.body as unknown as BodyOf<typeof api.adoptOrder>
    return {
      kind: 'adoption-notice',
      addressee: known(sources.body),
      receivedAt: known(sources.file.events.findLast(({ kind }) => kind === 'receive' || kind === 'receive-again')).at,
      registeredAt: adopted.at,
      registrationNumber,
      fittedAt: lastStep(sources, 'fit')?.at ?? null,
      conditions: rules.map((rule) => ({ what: obligationWords(rule as Rule), basis: basisOf(sources, rule as Rule) })),
      responsible: asked.responsible ?? sources.author.name,
      responsiblePhone: sources.organisation.phone,
    }
  },
}
