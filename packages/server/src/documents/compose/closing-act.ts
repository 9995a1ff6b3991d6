import type { BodyOf, api } from '@bilezik/contract'
import { day } from '@bilezik/domain'
import { refuse } from '../../http/refusal.ts'
import type { Composer } from '../composer.ts'
import { known, lastStep, missingOf, named, owed, paperDevice, participants } from '../parts.ts'
import { endGroundOf } from './handover-act.ts'
import type { KitDevice, Sources } from '../sources.ts'

const closingOf = (sources: Sources) => known(lastStep(sources, 'close')).body as unknown as BodyOf<typeof api.closeOrder>

/** What was worn at the end, less what had been replaced before: given back within a day of the last device. */
function lastKit({ kit }: Sources): readonly KitDevice[] {
  const last = Math.max(0, ...kit.map(({ returnedAt }) => returnedAt ?? 0))
  return kit.filter(({ returnedAt }) => returnedAt === null || returnedAt >= last - day)
}

export const closingAct: Composer<'closing-act'> = {
  isHeadOnly: true,
  missing: (sources) => missingOf([lastStep(sources, 'close') === undefined, owed(sources, 'not-closed', '1369 §10', 'head')]),
  occasion: (_asked, sources) => (lastStep(sources, 'close') ? { closingGround: closingOf(sources).ground } : {}),
  compose: (sources, asked) => {
    const closed = known(lastStep(sources, 'close'))
    const lost = named(sources, asked.lostDeviceIds, 'lostDeviceIds')
    const isLost = (deviceId: string) => lost.some((one) => one.deviceId === deviceId)
    const kept = lastKit(sources).filter(({ deviceId }) => !isLost(deviceId))
    if (kept.some(({ returnedAt }) => returnedAt === null)) {
      refuse('document-refused', {
        fields: [{ path: 'body.document.lostDeviceIds', message: 'a device is neither back nor lost' }],
      })
    }
    const removedAt = kept.length === 0 ? null : Math.max(...kept.map(({ returnedAt }) => known(returnedAt)))
    return {
      kind: 'closing-act',
      ground: endGroundOf(closingOf(sources).ground),
      groundDocument: asked.groundDocument,
      collectionEndedAt: sources.term === null ? null : Math.min(closed.at, sources.term.until),
      removedAt,
      returned: kept.map(paperDevice),
      notReturned: lost.map(paperDevice),
      storedWith: asked.storedWith ?? (kept.length > 0 ? sources.author.name : null),
      present: participants(asked.present),
      remarks: asked.remarks,
    }
  },
}
