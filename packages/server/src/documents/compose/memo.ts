import type { BodyOf, api } from '@bilezik/contract'
import { languageTerms } from '@bilezik/documents'
import type { Composer } from '../composer.ts'
import {
  known,
  lastStep,
  missingOf,
  noBirthDate,
  noDevice,
  noPhone,
  paperDevice,
  participants,
  pastInstant,
  requireCompanion,
  wornNow,
} from '../parts.ts'

export const memo: Composer<'memo'> = {
  isForPerson: true,
  missing: (sources) =>
    missingOf(
      [wornNow(sources).length === 0, noDevice],
      [sources.organisation.phone === null, noPhone],
      // Whether somebody must stand by is not known without it.
      [sources.person.isMinor === null, noBirthDate],
    ),
  occasion: (_asked, { person }) => ({ isMinor: person.isMinor ?? false }),
  compose: (sources, asked) => {
    requireCompanion(sources, asked.present)
    const decided = lastStep(sources, 'decide-equipment')
    const isVibrationOnly = (decided?.body as Partial<BodyOf<typeof api.decideEquipment>> | undefined)?.isVibrationOnly ?? true
    return {
      kind: 'memo',
      devices: wornNow(sources).map(paperDevice),
      contactPhone: known(sources.organisation.phone),
      signals: isVibrationOnly ? 'vibration' : 'vibration-and-sound',
      chargeMinutes: asked.chargeMinutes,
      explainedAt: pastInstant(asked.explainedAt, 'explainedAt', sources),
      explainedBy: sources.author.name,
      explainedIn: languageTerms[sources.person.language],
      present: participants(asked.present),
    }
  },
}
