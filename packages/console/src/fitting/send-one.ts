import { call } from '../api/client.ts'
import { sendFile } from '../files/send-file.ts'
import { type Sending } from './fitting-draft.ts'
import { dropPhoto, keptPhoto } from './photos/photo-store.ts'

/** A connection that gives no answer for so long is none. Sent again, it is done once. */
const patienceMs = 30_000

/** The same bytes for the same thing are one file, so that a photo whose answer was lost is not there twice. */
async function sendPhoto(orderId: string, id: string, name: string): Promise<void> {
  const bytes = await keptPhoto(id)
  if (bytes === null) return
  const file = new File([bytes], name, { type: 'image/jpeg' })
  await sendFile({ orderId, belongsTo: 'photo', file }, () => undefined)
  await dropPhoto(id)
}

/** Throws as `call` does, or a TimeoutError. */
export async function sendOne(orderId: string, sending: Sending): Promise<unknown> {
  const params = { orderId }
  const signal = AbortSignal.timeout(patienceMs)
  switch (sending.kind) {
    case 'pair':
      return call('pairDevice', { params, signal, body: { code: sending.code, role: sending.role } })
    case 'fit':
      return call('recordFitting', { params, signal, body: { place: sending.place, requestId: sending.id } })
    case 'records':
      return call('addCaseRecords', { params, signal, body: { records: sending.records, requestId: sending.id } })
    case 'photo':
      return sendPhoto(orderId, sending.id, sending.name)
    case 'signature': {
      const { documentId, signing, id: requestId } = sending
      return call('signDocument', { params: { documentId }, signal, body: { ...signing, requestId } })
    }
    default:
      return sending satisfies never
  }
}
