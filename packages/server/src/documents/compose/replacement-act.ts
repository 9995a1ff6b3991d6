import { conditionTerms, fateTerms } from '@bilezik/documents'
import { instantOf } from '../../http/parse-request.ts'
import { refuse } from '../../http/refusal.ts'
import type { Composer } from '../composer.ts'
import { deviceFound, missingOf, named, owed, participants } from '../parts.ts'
import { chosen, happened } from '../told-by-file.ts'

export const replacementAct: Composer<'replacement-act'> = {
  missing: (sources) =>
    missingOf([
      happened(sources.file.events, 'replace-device').length === 0,
      owed(sources, 'nothing-replaced', '1369 §17', 'subdivision'),
    ]),
  compose: (sources, asked) => {
    const replaced =
      chosen(happened(sources.file.events, 'replace-device'), asked.entry) ??
      refuse('document-refused', { fields: [{ path: 'body.document.entry', message: 'no replacement of this order' }] })
    const { entry, at, body } = replaced
    const noticedAt = instantOf(body.noticedAt, 'noticedAt')
    const isBroken = body.isEquipmentFault || body.because === 'damaged'
    const others = asked.present.filter(({ name }) => !body.attendants.some((one) => one.name === name))
    return {
      kind: 'replacement-act',
      because: body.because,
      description: body.description,
      noticedAt,
      replacedAt: at,
      replacedBy: sources.authors.get(entry) ?? sources.author.name,
      removed: named(sources, [body.deviceId], 'entry').map((device) =>
        deviceFound(device, isBroken ? conditionTerms.faulty : fateTerms[body.fate]),
      ),
      fitted:
        body.newDeviceId === null
          ? []
          : named(sources, [body.newDeviceId], 'entry').map((device) => deviceFound(device, conditionTerms.serviceable)),
      // A device that was replaced by plan worked until then.
      gap: body.isEquipmentFault && noticedAt < at ? { from: noticedAt, until: at } : null,
      present: participants([...body.attendants, ...others]),
      remarks: asked.remarks,
    }
  },
}
