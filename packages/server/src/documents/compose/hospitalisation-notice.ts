import type { Composer } from '../composer.ts'
import { known, missingOf, noDevice, noPhone, paperDevice, pastInstant, wornNow } from '../parts.ts'

export const hospitalisationNotice: Composer<'hospitalisation-notice'> = {
  missing: (sources) => missingOf([wornNow(sources).length === 0, noDevice], [sources.organisation.phone === null, noPhone]),
  compose: (sources, asked) => ({
    kind: 'hospitalisation-notice',
    to: asked.to,
    addressee: asked.to === 'body' ? known(sources.facts.decision).body : asked.institution,
    institution: asked.institution,
    admittedAt: asked.admittedAt === null ? null : pastInstant(asked.admittedAt, 'admittedAt', sources),
    learnedAt: pastInstant(asked.learnedAt, 'learnedAt', sources),
    devices: wornNow(sources).map(paperDevice),
    contactPhone: known(sources.organisation.phone),
  }),
}
