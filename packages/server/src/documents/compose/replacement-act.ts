import { refuse } from '../../http/refusal.ts'
import type { Composer } from '../composer.ts'
import { missingOf, named, owed, paperDevice, participants, pastInstant } from '../parts.ts'

export const replacementAct: Composer<'replacement-act'> = {
  missing: (sources) => missingOf([sources.kit.length < 2, owed(sources, 'nothing-replaced', '1369 §17', 'subdivision')]),
  compose: (sources, asked) => {
    const removed = named(sources, asked.removedDeviceIds, 'removedDeviceIds')
    const fitted = named(sources, asked.fittedDeviceIds, 'fittedDeviceIds')
    if (removed.some(({ deviceId }) => fitted.some((one) => one.deviceId === deviceId))) {
      refuse('document-refused', { fields: [{ path: 'body.document.fittedDeviceIds', message: 'removed and fitted' }] })
    }
    const noticedAt = pastInstant(asked.noticedAt, 'noticedAt', sources)
    const replacedAt = pastInstant(asked.replacedAt, 'replacedAt', sources)
    if (replacedAt < noticedAt) {
      refuse('document-refused', { fields: [{ path: 'body.document.replacedAt', message: 'before it was noticed' }] })
    }
    return {
      kind: 'replacement-act',
      because: asked.because,
      description: asked.description,
      noticedAt,
      replacedAt,
      replacedBy: sources.author.name,
      removed: removed.map(paperDevice),
      fitted: fitted.map(paperDevice),
      gap: noticedAt < replacedAt ? { from: noticedAt, until: replacedAt } : null,
      present: participants(asked.present),
      remarks: asked.remarks,
    }
  },
}
