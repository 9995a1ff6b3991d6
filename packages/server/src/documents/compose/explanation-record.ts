import { languageTerms } from '@bilezik/documents'
import type { Composer } from '../composer.ts'
import { missingOf, noBirthDate, participants, pastInstant, requireCompanion } from '../parts.ts'

/** What the subdivision explained; what the body did is the body's to record, and comes with the package. */
export const explanationRecord: Composer<'explanation-record'> = {
  isForPerson: true,
  missing: ({ person }) => missingOf([person.isMinor === null, noBirthDate]),
  compose: (sources, asked) => {
    requireCompanion(sources, asked.present)
    return {
      kind: 'explanation-record',
      explainedFor: 'subdivision',
      explainedAt: pastInstant(asked.explainedAt, 'explainedAt', sources),
      explainedBy: sources.author.name,
      explainedIn: languageTerms[sources.person.language],
      topics: asked.topics,
      hasUnderstood: asked.hasUnderstood,
      isCopyHanded: asked.isCopyHanded,
      remarks: asked.remarks,
      present: participants(asked.present),
    }
  },
}
