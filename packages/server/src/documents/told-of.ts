import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { stillOut } from './compose/closing-act.ts'
import { lastStep } from './parts.ts'
import { requestsOf } from './requests-of.ts'
import type { KitDevice, Sources } from './sources.ts'
import { damagesIn, happened, transfersOf } from './told-by-file.ts'

type Told = ResponseOf<typeof api.listDocuments>['told']

const nameOf = ({ model, serial }: KitDevice) => `${model} ${serial}`

/** Who stood by when something was told to the person: at the memo, else at the fitting, else when the body explained. */
function attendantsOf(sources: Sources): Told['attendants'] {
  const { memo, explanation } = sources.facts
  type Attended = { readonly attendants?: Told['attendants'] }
  const fitting = (lastStep(sources, 'fit')?.body as Attended | undefined)?.attendants ?? []
  const lists = [memo?.attendants ?? [], fitting, explanation?.attendants ?? []]
  return [...(lists.find((list) => list.length > 0) ?? [])]
}

function damagesTold({ file, kit }: Sources): Told['damages'] {
  return damagesIn(file.events).map(({ entry, kind, foundAt, deviceId, claim }) => {
    const device = kit.findLast((one) => one.deviceId === deviceId)
    const name = device ? nameOf(device) : deviceId
    return { entry, kind, foundAt, device: name, valueTenge: device?.valueTenge ?? null, hasClaim: claim !== null }
  })
}

function closingTold({ file, body }: Sources): Told['closing'] {
  const closed = happened(file.events, 'close').at(-1)
  if (!closed) return null
  const { ground, documentNumber } = closed.body
  return { ground, documentNumber, closedAt: isoInstant(closed.at), body }
}

/** What the facts of an order tell of its papers: the forms ask for the rest. */
export async function toldOf(tx: ScopedTransaction, sources: Sources): Promise<Told> {
  const { file, kit, person, known, term } = sources
  const deviceOf = (deviceId: string) => {
    const device = kit.findLast((one) => one.deviceId === deviceId)
    return device ? nameOf(device) : deviceId
  }
  const moment = (at: number | null) => (at === null ? null : isoInstant(at as (typeof file.events)[number]['at']))
  return {
    isMinor: person.isMinor,
    isPreTrial: known.documents.stage === 'pre-trial',
    attendants: attendantsOf(sources),
    replacements: happened(file.events, 'replace-device').map(({ entry, at, body }) => ({
      entry,
      at: isoInstant(at),
      because: body.because,
      device: deviceOf(body.deviceId),
    })),
    hospitalisations: happened(file.events, 'begin-hospitalisation').map(({ entry, at, body }) => ({
      entry,
      at: isoInstant(at),
      institution: body.institution,
    })),
    transfers: transfersOf(file.events).map(({ entry, at, receivingBody }) => ({ entry, at: isoInstant(at), receivingBody })),
    damages: damagesTold(sources),
    requests: (await requestsOf(tx, file.id)).map(({ receivedAt, from, until, ...request }) => ({
      ...request,
      receivedAt: isoInstant(receivedAt),
      from: moment(from),
      until: moment(until),
    })),
    closing: closingTold(sources),
    stillOut: stillOut(sources).map((device) => ({ deviceId: device.deviceId, device: nameOf(device) })),
    executingSince: moment(term?.from ?? null),
  }
}
