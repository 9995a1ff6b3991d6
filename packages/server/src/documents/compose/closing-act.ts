import { type Document, fateTerms } from '@bilezik/documents'
import { day } from '@bilezik/domain'
import { refuse } from '../../http/refusal.ts'
import type { Composer } from '../composer.ts'
import { deviceFound, known, lastStep, missingOf, named, owed, participants } from '../parts.ts'
import type { KitDevice, Sources } from '../sources.ts'
import { fateOf, happened, isLost, wasReplaced } from '../told-by-file.ts'
import { endGroundOf } from './handover-act.ts'

type PaperDevice = Extract<Document, { readonly kind: 'memo' }>['devices'][number]

const closingOf = ({ file }: Sources) => known(happened(file.events, 'close').at(-1))

/** One entry a device: the last time that it was out. */
function lastTimes(kit: readonly KitDevice[]): readonly KitDevice[] {
  return kit.filter(({ deviceId }, i) => kit.findLastIndex((one) => one.deviceId === deviceId) === i)
}

/** What was worn at the end: given back within a day of the last device, nothing having taken its place before. */
function lastKit(sources: Sources): readonly KitDevice[] {
  const { events } = sources.file
  const fittedAt = lastStep(sources, 'fit')?.at ?? 0
  const kit = lastTimes(sources.kit).filter(
    ({ deviceId, returnedAt }) =>
      // What was taken out of the kit again before it was fitted was never handed over.
      !wasReplaced(events, deviceId, returnedAt) && (returnedAt === null || returnedAt > fittedAt),
  )
  const last = Math.max(0, ...kit.map(({ returnedAt }) => returnedAt ?? 0))
  return kit.filter(({ returnedAt }) => returnedAt === null || returnedAt >= last - day)
}

/** Of what did not come back: named by the caller, or said to be lost or destroyed whenever that was. */
function lostOf(sources: Sources, ids: readonly string[]): readonly KitDevice[] {
  const { events } = sources.file
  const said = named(sources, ids, 'lostDeviceIds')
  const recorded = lastTimes(sources.kit).filter(({ deviceId }) => isLost(events, deviceId) && !ids.includes(deviceId))
  return [...said, ...recorded]
}

/** The devices of which nobody has said where they are. */
export function stillOut(sources: Sources): readonly KitDevice[] {
  return sources.kit.filter(({ deviceId, returnedAt }) => returnedAt === null && !isLost(sources.file.events, deviceId))
}

function found({ file }: Sources, device: KitDevice): PaperDevice {
  const fate = fateOf(file.events, device.deviceId)
  return deviceFound(device, fate === undefined || fate === 'stock' ? null : fateTerms[fate])
}

export const closingAct: Composer<'closing-act'> = {
  isHeadOnly: true,
  missing: (sources) => missingOf([lastStep(sources, 'close') === undefined, owed(sources, 'not-closed', '1369 §10', 'head')]),
  occasion: (_asked, sources) => (lastStep(sources, 'close') ? { closingGround: closingOf(sources).body.ground } : {}),
  compose: (sources, asked) => {
    const closed = closingOf(sources)
    const lost = lostOf(sources, asked.lostDeviceIds)
    const kept = lastKit(sources).filter(({ deviceId }) => !lost.some((one) => one.deviceId === deviceId))
    if (kept.some(({ returnedAt }) => returnedAt === null)) {
      refuse('document-refused', {
        fields: [{ path: 'body.document.lostDeviceIds', message: 'a device is neither back nor lost' }],
      })
    }
    const removedAt = kept.length === 0 ? null : Math.max(...kept.map(({ returnedAt }) => known(returnedAt)))
    return {
      kind: 'closing-act',
      ground: endGroundOf(closed.body.ground),
      groundDocument: asked.groundDocument,
      collectionEndedAt: sources.term === null ? null : Math.min(closed.at, sources.term.until),
      removedAt,
      returned: kept.map((device) => found(sources, device)),
      notReturned: lost.map((device) => found(sources, device)),
      storedWith: asked.storedWith ?? (kept.length > 0 ? sources.author.name : null),
      present: participants(asked.present),
      remarks: asked.remarks,
    }
  },
}
