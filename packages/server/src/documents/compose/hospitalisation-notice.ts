import { refuse } from '../../http/refusal.ts'
import type { Composer } from '../composer.ts'
import { known, missingOf, noDevice, noPhone, owed, paperDevice, wornNow } from '../parts.ts'
import { chosen, happened } from '../told-by-file.ts'

export const hospitalisationNotice: Composer<'hospitalisation-notice'> = {
  missing: (sources) =>
    missingOf(
      [
        happened(sources.file.events, 'begin-hospitalisation').length === 0,
        owed(sources, 'hospitalisation-not-recorded', '1369 §18', 'subdivision'),
      ],
      [wornNow(sources).length === 0, noDevice],
      [sources.organisation.phone === null, noPhone],
    ),
  compose: (sources, asked) => {
    const stay =
      chosen(happened(sources.file.events, 'begin-hospitalisation'), asked.entry) ??
      refuse('document-refused', { fields: [{ path: 'body.document.entry', message: 'no hospitalisation of this order' }] })
    const { institution, knownAt } = stay.body
    return {
      kind: 'hospitalisation-notice',
      to: asked.to,
      addressee: asked.to === 'body' ? known(sources.body) : institution,
      institution,
      admittedAt: stay.at,
      learnedAt: knownAt,
      devices: wornNow(sources).map(paperDevice),
      contactPhone: known(sources.organisation.phone),
    }
  },
}
