import type { BodyOf, api } from '@bilezik/contract'
import { isoInstant, later, minute } from '@bilezik/domain'
import { putIntoKit, takeFromKit } from '../devices/kit.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { takeStep } from '../intake/take-step.ts'
import { writeDeviceFault, writePlan } from '../orders/write-plan.ts'
import { basisOf, happenedAt } from './append-change.ts'
import { requireWorn } from './require-worn.ts'

/** A device takes some minutes from the exchange to its first report. */
const firstReportMs = 5 * minute

const isEquipmentsFault = ({ because }: Pick<BodyOf<typeof api.replaceDevice>, 'because'>) =>
  because === 'malfunction' || because === 'further-use-impossible'

/** One device out, the other in, at the same instant: authorised collection has no gap. The silence of a broken one is the equipment's. */
export const replaceDevice: Handler<'replaceDevice'> = async (call) => {
  const { tx, body, now } = call
  const userId = call.session.user.id
  await takeStep(call, 'replace-device', async ({ file, verdict }) => {
    const { deviceId, newDeviceId } = body
    if (newDeviceId === deviceId) refuse('device-in-use')
    if (newDeviceId === null && body.because !== 'further-use-impossible') {
      refuse('bad-request', { fields: [{ path: 'body.newDeviceId', message: 'only where further use is impossible' }] })
    }
    const { role, from } = await requireWorn(tx, file.personId, deviceId)
    const noticedAt = happenedAt(body.noticedAt, 'body.noticedAt', now, from)
    const at = happenedAt(body.at, 'body.at', now, noticedAt)
    if (at <= from || at > now) refuse('change-out-of-order')
    const found = isEquipmentsFault(body) ? 'faulty' : undefined
    await takeFromKit(tx, deviceId, at, { userId, personId: file.personId, found })
    if (newDeviceId === null) await writePlan(tx, file.personId, at, now)
    else await putIntoKit(tx, { deviceId: newDeviceId, personId: file.personId, from: at, now, userId, role })
    if (isEquipmentsFault(body)) await writeDeviceFault(tx, file.personId, noticedAt, later(at, firstReportMs))
    return {
      at,
      body: { ...body, role, noticedAt: isoInstant(noticedAt), isEquipmentFault: isEquipmentsFault(body) },
      basis: basisOf(verdict),
    }
  })
  return {}
}
